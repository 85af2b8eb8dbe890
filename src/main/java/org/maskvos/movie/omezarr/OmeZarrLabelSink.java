package org.maskvos.movie.omezarr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.files.Part;
import org.maskvos.files.PartFolder;
import org.maskvos.files.Titles;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Labels;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.zarr.ZarrLabelWriter;

/**
 * Labels into an OME-Zarr 0.4 label image with the axes t (or z), y, x, or those of
 * the image it belongs to. Smaller levels take every so many pixels: means of labels
 * would be none.
 */
public final class OmeZarrLabelSink implements LabelSink {

	private static final String VERSION = "0.4";

	private final OmeZarrLabelTarget target;
	private final MovieInfo info;
	private final PartFolder folder;
	/** All that is in the making. */
	private final List<Part> open = new ArrayList<>();
	private final String along;
	private final List<String> axes;
	private final List<long[]> sizes;
	private final List<ZarrLabelWriter> levels = new ArrayList<>();
	private String provenance;
	private int frames;

	/** See {@link OmeZarrLabelTarget#of}. */
	public OmeZarrLabelSink(final Path path, final MovieInfo info, final String provenance) throws IOException {
		target = OmeZarrLabelTarget.of(path);
		this.info = info;
		this.provenance = provenance;
		sizes = target.levels(info);
		along = info.axis() == Axis.TIME ? "t" : "z";
		axes = target.axes(along);
		folder = target.begin();
		open.add(folder);
		try {
			for (final long[] size : sizes)
				levels.add(new ZarrLabelWriter(folder.path().resolve(Integer.toString(levels.size())), shape(size)));
		}
		catch (final IOException exc) {
			close();
			throw folder.failed(exc);
		}
	}

	// -- LabelSink methods --

	@Override
	public void write(final ArrayImg<IntType, IntArray> labels) throws IOException {
		final int[] ids = Labels.require(labels, info);
		Labels.max(ids);
		if (frames == info.frames()) throw new IllegalStateException("More than " + frames + " frames written.");
		final long[] index = new long[axes.size() - 2];
		index[axes.indexOf(along)] = frames;
		try {
			for (int level = 0; level < levels.size(); level++)
				levels.get(level).write(level == 0 ? ids : reduced(ids, sizes.get(level)), index);
		}
		catch (final IOException exc) {
			throw folder.failed(exc);
		}
		frames++;
	}

	@Override
	public void setProvenance(final String text) {
		provenance = text;
	}

	@Override
	public List<Part> prepare() throws IOException {
		if (frames < info.frames()) throw new IllegalStateException("Only " + frames + " of " + info.frames() +
			" frames written.");
		try {
			ZarrLabelWriter.writeGroup(folder.path(), attributes());
			final List<Part> parts = new ArrayList<>(List.of(folder));
			parts.addAll(target.list(open));
			return parts;
		}
		catch (final MovieException exc) {
			throw exc;
		}
		catch (final IOException exc) {
			throw folder.failed(exc);
		}
	}

	@Override
	public void close() throws IOException {
		for (final Part part : open)
			part.close();
		target.leave();
	}

	// -- Helper methods --

	private int[] reduced(final int[] ids, final long[] size) {
		final int width = (int) size[0], height = (int) size[1];
		final int[] out = new int[width * height];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				out[y * width + x] = ids[(int) ((long) y * info.height() / height) * info.width() + (int) ((long) x * info
					.width() / width)];
		return out;
	}

	private long[] shape(final long[] size) {
		return axes.stream().mapToLong(axis -> axis.equals("x") ? size[0] : axis.equals("y") ? size[1] : axis.equals(along)
			? info.frames() : 1).toArray();
	}

	private Map<String, Object> attributes() {
		final Map<String, Object> image = new LinkedHashMap<>();
		image.put("version", VERSION);
		image.put("name", Titles.withoutSuffix(Titles.of(target.path())));
		image.put("axes", axes.stream().map(this::axis).toList());
		final List<Object> datasets = new ArrayList<>();
		for (int level = 0; level < sizes.size(); level++) {
			final long[] size = sizes.get(level);
			datasets.add(Map.of("path", Integer.toString(level), "coordinateTransformations", List.of(Map.of("type", "scale",
				"scale", axes.stream().map(axis -> scale(axis, size)).toList()))));
		}
		image.put("datasets", datasets);
		final Map<String, Object> label = new LinkedHashMap<>();
		label.put("version", VERSION);
		if (target.image() != null) label.put("source", Map.of("image", "../../"));
		final Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("multiscales", List.of(image));
		attributes.put("image-label", label);
		if (!provenance.isEmpty()) attributes.put("maskvos", Map.of("provenance", provenance));
		return attributes;
	}

	private Map<String, Object> axis(final String name) {
		final FrameCalibration c = info.calibration();
		final Map<String, Object> axis = new LinkedHashMap<>();
		axis.put("name", name);
		axis.put("type", name.equals("t") ? "time" : "space");
		final String unit = !name.equals("t") ? OmeUnits.word(c.unit()) : c.frameInterval() > 0 ? OmeUnits.word(c
			.timeUnit()) : null;
		if (unit != null) axis.put("unit", unit);
		return axis;
	}

	private double scale(final String axis, final long[] size) {
		final FrameCalibration c = info.calibration();
		return switch (axis) {
			case "x" -> c.pixelWidth() * info.width() / size[0];
			case "y" -> c.pixelHeight() * info.height() / size[1];
			case "z" -> c.pixelDepth();
			default -> c.frameInterval() > 0 ? c.frameInterval() : 1;
		};
	}
}
