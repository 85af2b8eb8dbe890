package org.maskvos.model;

import java.util.Map;

/**
 * What a graph takes and gives: the tensor names, and the channels of each
 * (NCHW; -1 where a package may choose).
 *
 * @param name of the graph in its package, e.g. "flow"
 * @param inputs tensor name to channels
 * @param outputs tensor name to channels
 */
public record GraphContract(String name, Map<String, Integer> inputs,
	Map<String, Integer> outputs)
{

	/**
	 * Two frames, contrast stretched to [0, 1] together, to the flow in px from
	 * the first to the second, planes (dx, dy).
	 */
	public static final GraphContract FLOW = new GraphContract("flow",
		Map.of("first", 1, "second", 1), Map.of("flow", 2));

	/**
	 * A frame in [0, 1] and the flow in px to a neighbouring frame, to foreground
	 * and boundary logits, the distance to the object's edge as a fraction of its
	 * largest, and at stride 8 log2 of the object's diameter over the canonical
	 * one.
	 */
	public static final GraphContract SEGMENT = new GraphContract("segment",
		Map.of("frame", 1, "flow", 2), Map.of("foreground", 1, "boundary", 1,
			"distance", 1, "size", 1));
}
