/**
 * Folders of movies: what is in them ({@link org.maskvos.batch.Manifest}), one
 * after the other through networks that are loaded once
 * ({@link org.maskvos.batch.Batch}), one result file per movie
 * ({@link org.maskvos.batch.MovieRecord}), and one table over all
 * ({@link org.maskvos.batch.Merge}).
 */
package org.maskvos.batch;
