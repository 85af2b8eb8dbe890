package org.maskvos.model;

import java.util.Map;

/**
 * One network of a model package, loaded on a device. Float32 in and out, NCHW,
 * height, width and batch free. Used from one thread at a time.
 */
public interface Graph extends AutoCloseable {

	/**
	 * Runs the network, in place.
	 *
	 * @param inputs all inputs by name
	 * @param outputs where to write, by name; outputs that are not named are not
	 *          computed where that saves work
	 * @throws ModelException if the engine refuses, e.g. because a shape is wrong
	 */
	void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) throws ModelException;

	/**
	 * @param tensor name of an input or output
	 * @return its channels
	 * @throws ModelException if the graph leaves them open
	 */
	int channels(String tensor) throws ModelException;

	@Override
	void close();
}
