/**
 * What every floor needs of files: input that is read whole and within limits, and what
 * must be gone when the process ends. Knows no format.
 */
package org.maskvos.files;
