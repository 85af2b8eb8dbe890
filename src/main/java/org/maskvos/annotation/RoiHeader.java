package org.maskvos.annotation;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a ROI says of its own size, checked: ImageJ's decoder makes arrays of whatever
 * length the file asks for, and outlines as long as the numbers in it.
 */
final class RoiHeader {

	/** Coordinates lie within so many pixels: those of all movies do. */
	private static final float FARTHEST = 1 << 20;

	// where numbers are, from the description of the format in ImageJ
	private static final int MAGIC = 0x496f7574, TYPE = 6, COUNT = 16, CORNERS = 18, SHAPE = 36, SUBTYPE = 48, OPTIONS =
		50, PARAMETER = 52, SECOND = 60, COORDINATES = 64, NAME_LENGTH = 20, PROPERTIES_LENGTH = 44;
	private static final int RECTANGLE = 1, OVAL = 2, FREEHAND = 7, TEXT = 1, ELLIPSE = 3, IMAGE = 4, ROTATED = 5;
	private static final int SPLINE = 1, SUBPIXEL = 128;

	private final ByteBuffer roi;

	private RoiHeader(final byte[] bytes) {
		roi = ByteBuffer.wrap(bytes);
	}

	/** @throws IOException if it is no ROI, or of no sense; the message says why */
	static RoiHeader of(final byte[] bytes) throws IOException {
		if (bytes.length < COORDINATES || ByteBuffer.wrap(bytes).getInt() != MAGIC) throw new IOException("it is no ROI");
		final RoiHeader header = new RoiHeader(bytes);
		header.check();
		return header;
	}

	/** Whether its corners are joined by a spline. */
	boolean isSpline() {
		return (options() & SPLINE) != 0;
	}

	/** The same ROI with straight sides. */
	byte[] withoutSpline() {
		final byte[] bytes = roi.array().clone();
		bytes[OPTIONS + 1] &= ~SPLINE;
		return bytes;
	}

	// -- Helper methods --

	private int options() {
		return roi.getShort(OPTIONS);
	}

	private void check() throws IOException {
		final int type = roi.get(TYPE), subtype = roi.getShort(SUBTYPE), shape = roi.getInt(SHAPE);
		if (subtype == TEXT || subtype == IMAGE) throw new IOException("it is a text or an image, not an outline");
		if (shape > 0) floats(COORDINATES, shape);
		else if (type == RECTANGLE || type == OVAL) {
			if ((options() & SUBPIXEL) != 0) floats(CORNERS, 4);
		}
		else if (type == FREEHAND && (subtype == ELLIPSE || subtype == ROTATED)) {
			floats(CORNERS, 4);
			floats(PARAMETER, 1);
		}
		else checkCorners();
		checkLength(NAME_LENGTH);
		checkLength(PROPERTIES_LENGTH);
	}

	/** NB: ImageJ makes an array of so many characters, wherever they are. */
	private void checkLength(final int place) throws IOException {
		final long at = (long) roi.getInt(SECOND) + place;
		if (at < 0 || at > roi.capacity() - 4) return;
		final int length = roi.getInt((int) at);
		if (length < 0 || length > roi.capacity() / 2) throw early();
	}

	private void checkCorners() throws IOException {
		final int few = roi.getShort(COUNT) & 0xffff;
		final long n = few > 0 ? few : roi.getInt(CORNERS);
		if (n < 0 || 4 * n > roi.capacity() - COORDINATES) throw early();
		if ((options() & SUBPIXEL) != 0) floats(COORDINATES + 4 * (int) n, 2 * n);
	}

	private void floats(final int at, final long count) throws IOException {
		if (4 * count > roi.capacity() - at) throw early();
		for (int i = 0; i < count; i++)
			// NB: so written, it is true for NaN
			if (!(Math.abs(roi.getFloat(at + 4 * i)) <= FARTHEST)) throw new IOException("it lies outside of every image");
	}

	private static IOException early() {
		return new IOException("it ends early");
	}
}
