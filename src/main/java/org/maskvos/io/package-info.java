/**
 * Opens movies of every format ({@link org.maskvos.io.Movies}), and writes and reads label movies
 * ({@link org.maskvos.io.LabelMovies}). The formats have packages of their own below {@code org.maskvos.movie}.
 */
package org.maskvos.io;
