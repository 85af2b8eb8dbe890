/**
 * STCN with bounded memory ({@link org.maskvos.vos.stcn.Stcn}): the order in which frames are visited, and labels of both
 * directions.
 */
package org.maskvos.vos.stcn;
