package org.maskvos.io;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ShortProcessor;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import org.maskvos.drawing.DavisPalette;
import org.maskvos.drawing.Pictures;
import org.maskvos.files.Part;
import org.maskvos.files.PartFolder;
import org.maskvos.movie.LabelLayout;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Labels;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/** A label movie as a new folder with a file for each frame, in the layout of a benchmark. */
public final class LabelFolderSink implements LabelSink {

	private final PartFolder folder;
	private final Path target;
	private final MovieInfo info;
	private final LabelLayout layout;
	private int frames;

	LabelFolderSink(final Path target, final MovieInfo info, final LabelLayout layout) throws IOException {
		this.target = target;
		this.info = info;
		this.layout = layout;
		folder = PartFolder.fresh(target, "name a new folder");
	}

	// -- LabelSink methods --

	@Override
	public void write(final ArrayImg<IntType, IntArray> labels) throws IOException {
		final int[] ids = Labels.require(labels, info);
		if (Labels.max(ids) > layout.maximum()) throw new MovieException("Frame " + (frames + 1) + " of the labels '" + info
			.title() + "' has the number " + Labels.max(ids) + ", but " + layout.title() + " holds labels up to " + layout
				.maximum() + ".");
		final Path file = folder.path().resolve(layout.fileName(frames++, info.frames()));
		try {
			if (layout == LabelLayout.CTC) writeTiff(ids, file);
			else Files.write(file, Pictures.png(indexed(ids)));
		}
		catch (final IOException exc) {
			throw folder.failed(exc);
		}
	}

	/** These layouts have no place for it. */
	@Override
	public void setProvenance(final String text) {}

	/**
	 * Writes {@code res_track.txt} beside the frames, where the layout has one.
	 *
	 * @param text a line for each track: label, first and last frame from 0, parent
	 */
	public void writeTracks(final String text) throws IOException {
		if (layout != LabelLayout.CTC) return;
		try {
			Files.writeString(folder.path().resolve("res_track.txt"), text);
		}
		catch (final IOException exc) {
			throw folder.failed(exc);
		}
	}

	@Override
	public List<Part> prepare() throws IOException {
		if (frames < info.frames()) throw new IllegalStateException("Only " + frames + " of " + info.frames() +
			" frames written.");
		return List.of(folder);
	}

	@Override
	public void close() throws IOException {
		folder.close();
	}

	// -- Helper methods --

	private void writeTiff(final int[] ids, final Path file) throws IOException {
		final ShortProcessor plane = new ShortProcessor(info.width(), info.height());
		for (int i = 0; i < ids.length; i++)
			plane.set(i, ids[i]);
		Files.write(file, new FileSaver(new ImagePlus("", plane)).serialize());
	}

	private BufferedImage indexed(final int[] ids) {
		final byte[][] rgb = DavisPalette.bytes();
		final BufferedImage image = new BufferedImage(info.width(), info.height(), BufferedImage.TYPE_BYTE_INDEXED,
			new IndexColorModel(8, 256, rgb[0], rgb[1], rgb[2]));
		final byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
		for (int i = 0; i < ids.length; i++)
			pixels[i] = (byte) ids[i];
		return image;
	}
}
