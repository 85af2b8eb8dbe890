package org.maskvos.zarr;

import java.io.IOException;

/** Undoes one step of what was done to the bytes of a chunk. */
interface Codec {

	/**
	 * @param data whole
	 * @param size the most bytes that can come out
	 * @throws IOException or RuntimeException if the data is damaged
	 */
	byte[] decode(byte[] data, int size) throws IOException;
}
