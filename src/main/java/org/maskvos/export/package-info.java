/**
 * Label movies for other programs and for people: {@link org.maskvos.export.LabelExport}.
 */
package org.maskvos.export;
