package org.maskvos.movie.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.files.Leftovers;
import org.maskvos.files.Part;
import org.maskvos.files.PartFile;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Labels;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.imagej.GlasbeyLut;

/**
 * Labels into a TIFF file of 16 bits, which is rewritten as 32-bit float when
 * the first id above 65535 arrives.
 */
public final class TiffLabelSink implements LabelSink {

	private final PartFile file;
	private final MovieInfo info;
	private final long limit;
	private String provenance;
	private TiffHeader header;
	private TiffStackWriter writer;
	private int bits = 16;
	private int max = 255;

	/**
	 * @param target a {@code .tif} file, replaced when the labels are published
	 * @param limit bytes from which on the file has ImageJ's layout of huge stacks
	 */
	public TiffLabelSink(final Path target, final MovieInfo info, final String provenance, final long limit)
		throws IOException
	{
		file = PartFile.tiff(target);
		this.info = info;
		this.provenance = provenance;
		this.limit = limit;
		try {
			writer = writer();
		}
		catch (final IOException exc) {
			throw file.abandoned(exc);
		}
	}

	// -- LabelSink methods --

	@Override
	public void write(final ArrayImg<IntType, IntArray> labels) throws IOException {
		final int[] ids = Labels.require(labels, info);
		if (writer.planes() == info.frames()) throw new IllegalStateException("More than " + info.frames() +
			" frames written.");
		max = Math.max(max, Labels.max(ids));
		try {
			if (max > Labels.MAX_16_BIT && bits == 16) widen();
			writer.append(ids);
		}
		catch (final IOException exc) {
			throw file.failed(exc);
		}
	}

	@Override
	public void setProvenance(final String text) {
		provenance = text;
	}

	@Override
	public List<Part> prepare() throws IOException {
		if (writer.planes() < info.frames()) throw new IllegalStateException("Only " + writer.planes() + " of " + info
			.frames() + " frames written.");
		try {
			header.setText(provenance);
			writer.finish(0, max);
			writer.close();
		}
		catch (final IOException exc) {
			throw file.failed(exc);
		}
		return List.of(file);
	}

	@Override
	public void close() throws IOException {
		try {
			writer.close();
		}
		finally {
			file.close();
		}
	}

	// -- Helper methods --

	private TiffStackWriter writer() throws IOException {
		header = new TiffHeader(info, bits, GlasbeyLut.bytes());
		return new TiffStackWriter(file.path(), header, limit);
	}

	private void widen() throws IOException {
		final Path narrow = file.path();
		bits = 32;
		file.renew();
		try (TiffStackWriter old = writer) {
			writer = writer();
			final int[] ids = new int[info.width() * info.height()];
			for (int n = 0; n < old.planes(); n++) {
				old.read(n, ids);
				writer.append(ids);
			}
		}
		finally {
			Files.delete(narrow);
			Leftovers.forget(narrow);
		}
	}
}
