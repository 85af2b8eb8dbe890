/** Settings that describe themselves: name, range, default and meaning stand at the component of an options record. */
package org.maskvos.settings;
