/**
 * What people label: planes of labels, folders of them, ROI sets ({@link org.maskvos.annotation.AnnotationFiles}).
 */
package org.maskvos.annotation;
