package org.maskvos.zarr;

import java.nio.ByteBuffer;

/** Types of numbers in an array. 64-bit integers are exact up to 2^24, as all others in 32-bit floats. */
public enum ElementType {

		BOOL(1, (b, i) -> b.get(i) == 0 ? 0 : 1), //
		INT8(1, (b, i) -> b.get(i)), //
		UINT8(1, (b, i) -> b.get(i) & 0xff), //
		INT16(2, (b, i) -> b.getShort(i)), //
		UINT16(2, (b, i) -> b.getShort(i) & 0xffff), //
		INT32(4, (b, i) -> b.getInt(i)), //
		UINT32(4, (b, i) -> b.getInt(i) & 0xffffffffL), //
		INT64(8, (b, i) -> b.getLong(i)), //
		UINT64(8, (b, i) -> (b.getLong(i) >>> 1) * 2f + (b.getLong(i) & 1)), //
		FLOAT32(4, (b, i) -> b.getFloat(i)), //
		FLOAT64(8, (b, i) -> (float) b.getDouble(i));

	/** Reads an element at a byte. */
	private interface Reader {

		float read(ByteBuffer bytes, int index);
	}

	private final int bytes;
	private final Reader reader;

	ElementType(final int bytes, final Reader reader) {
		this.bytes = bytes;
		this.reader = reader;
	}

	/** Of an element. */
	public int bytes() {
		return bytes;
	}

	/**
	 * Copies a row of elements.
	 *
	 * @param in in its byte order
	 * @param from first byte of the first element
	 * @param step from one element to the next, in bytes
	 */
	void copy(final ByteBuffer in, final int from, final int step, final float[] out, final int to, final int count) {
		for (int i = 0, at = from; i < count; i++, at += step)
			out[to + i] = reader.read(in, at);
	}

	/**
	 * @param code of version 2 without byte order, such as {@code u2}
	 * @throws ZarrException if it is no number of these types
	 */
	static ElementType ofCode(final String code) throws ZarrException {
		return switch (code) {
			case "b1" -> BOOL;
			case "i1" -> INT8;
			case "u1" -> UINT8;
			case "i2" -> INT16;
			case "u2" -> UINT16;
			case "i4" -> INT32;
			case "u4" -> UINT32;
			case "i8" -> INT64;
			case "u8" -> UINT64;
			case "f4" -> FLOAT32;
			case "f8" -> FLOAT64;
			default -> throw new ZarrException("its elements are of the type " + code + ", which is not supported");
		};
	}

	/** @param name of version 3, such as {@code uint16} */
	static ElementType ofName(final String name) throws ZarrException {
		for (final ElementType type : values())
			if (type.name().equalsIgnoreCase(name)) return type;
		throw new ZarrException("its elements are of the type " + name + ", which is not supported");
	}
}
