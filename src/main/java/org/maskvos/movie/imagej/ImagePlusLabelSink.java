package org.maskvos.movie.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import org.maskvos.files.Part;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Labels;
import org.maskvos.movie.MovieInfo;

/**
 * Labels into an ImageJ image in memory: 16 bits, converted to 32-bit float when
 * the first id above 65535 arrives.
 */
public final class ImagePlusLabelSink implements LabelSink {

	private final MovieInfo info;
	private String provenance;
	private ImageStack stack;
	private ImagePlus image;
	private int max = 255;

	/**
	 * @param info of the movie that is labelled
	 * @param provenance see {@link #setProvenance}; may be empty
	 */
	public ImagePlusLabelSink(final MovieInfo info, final String provenance) {
		this.info = info;
		this.provenance = provenance;
		stack = new ImageStack(info.width(), info.height());
	}

	/**
	 * The label movie, titled {@code <title>-vos}; not shown.
	 *
	 * @throws IllegalStateException before {@link #commit}
	 */
	public ImagePlus image() {
		if (image == null) throw new IllegalStateException("Not committed.");
		return image;
	}

	// -- LabelSink methods --

	@Override
	public void write(final ArrayImg<IntType, IntArray> labels) {
		final int[] ids = Labels.require(labels, info);
		final boolean narrow = max <= Labels.MAX_16_BIT;
		max = Math.max(max, Labels.max(ids));
		if (max <= Labels.MAX_16_BIT) {
			final short[] plane = new short[ids.length];
			for (int i = 0; i < plane.length; i++)
				plane[i] = (short) ids[i];
			stack.addSlice(null, plane);
			return;
		}
		if (narrow) widen();
		stack.addSlice(null, new FloatProcessor(info.width(), info.height(), ids));
	}

	@Override
	public void setProvenance(final String text) {
		provenance = text;
	}

	@Override
	public List<Part> prepare() {
		if (stack.getSize() != info.frames()) throw new IllegalStateException(stack.getSize() + " of " + info.frames() +
			" frames written.");
		image = new ImagePlus(info.title() + "-vos", stack);
		Calibrations.apply(info, image);
		image.setLut(GlasbeyLut.create());
		image.setDisplayRange(0, max);
		if (!provenance.isEmpty()) image.setProperty("Info", provenance);
		return List.of();
	}

	/** Makes the {@link #image}. */
	@Override
	public void commit() {
		prepare();
	}

	@Override
	public void close() {
		stack = null;
	}

	// -- Helper methods --

	private void widen() {
		final ImageStack wide = new ImageStack(info.width(), info.height());
		while (stack.getSize() > 0) {
			wide.addSlice(null, stack.getProcessor(1).convertToFloat());
			// NB: each plane is let go when it is copied.
			stack.deleteSlice(1);
		}
		stack = wide;
	}
}
