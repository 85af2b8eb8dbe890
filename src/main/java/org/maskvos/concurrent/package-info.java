/**
 * Work in several threads: things that are made ahead and taken in order ({@link org.maskvos.concurrent.OrderedPrefetch}),
 * and pieces of work that are shared ({@link org.maskvos.concurrent.Workers}).
 */
package org.maskvos.concurrent;
