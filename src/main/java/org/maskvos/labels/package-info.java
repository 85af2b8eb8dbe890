/**
 * From predicted maps to objects with an identity: instance splitting
 * ({@link org.maskvos.labels.InstanceSplitter}), linking through time
 * ({@link org.maskvos.labels.Linker}), lineage and measurements. Label images
 * have axes X, Y, background 0 and one positive integer per object.
 */
package org.maskvos.labels;
