/**
 * MaskVOS for Fiji: video object segmentation of microscopy time-lapses.
 */
package org.maskvos;
