/**
 * Pictures for people: labels over frames ({@link org.maskvos.drawing.OverlayRenderer}), and films of them
 * ({@link org.maskvos.drawing.Pictures}).
 */
package org.maskvos.drawing;
