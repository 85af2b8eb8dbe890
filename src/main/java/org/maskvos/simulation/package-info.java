/**
 * Simulated time-lapses with exact truth: for the demo, the sample movie, tests
 * and benchmarks.
 */
package org.maskvos.simulation;
