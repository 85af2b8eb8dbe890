package org.maskvos.movie.omezarr;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.maskvos.files.Inputs;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieException;
import org.maskvos.zarr.ZarrNode;

/**
 * The metadata of an OME-Zarr image, versions 0.1 to 0.5.
 *
 * @param folder of the image's group
 * @param axes {@code t}, {@code c}, {@code z}, {@code y}, {@code x}, in the order of
 *          the arrays
 * @param units of the axes; empty if unknown
 * @param levels names of the arrays, the full resolution first
 * @param scale of the full resolution: pixel size and frame interval along each axis
 */
record OmeZarrImage(Path folder, List<String> axes, List<String> units, List<String> levels, double[] scale) {

	/** Names of axes, in the order that they have without metadata. */
	static final List<String> AXES = List.of("t", "c", "z", "y", "x");

	/** Metadata of version 0.5 lies one level deeper. */
	static JsonNode metadata(final ZarrNode node) {
		return node.version() == 2 ? node.attributes() : node.attributes().path("ome");
	}

	static boolean isOne(final ZarrNode node) {
		return node != null && metadata(node).path("multiscales").size() > 0;
	}

	/** @throws MovieException if it is no OME-Zarr image */
	static OmeZarrImage of(final ZarrNode node) throws IOException {
		final String name = node.folder().toString();
		if (!isOne(node)) throw new MovieException(name + refusal(node));
		final JsonNode image = metadata(node).path("multiscales").get(0);
		final List<String> levels = new ArrayList<>();
		for (final JsonNode level : image.path("datasets"))
			levels.add(inside(node.folder(), level.path("path").asText("")));
		if (levels.isEmpty()) throw new MovieException(name + " is damaged: its metadata names no array.");
		final List<String> axes = new ArrayList<>(), units = new ArrayList<>();
		for (final JsonNode axis : image.path("axes")) {
			// NB: version 0.3 has only names
			axes.add((axis.isTextual() ? axis : axis.path("name")).asText("").toLowerCase(Locale.ROOT));
			units.add(axis.path("unit").asText(""));
		}
		if (axes.isEmpty()) for (final String axis : AXES) { // NB: versions 0.1 and 0.2
			axes.add(axis);
			units.add("");
		}
		if (Set.copyOf(axes).size() < axes.size()) throw new MovieException(name +
			" is damaged: two of its axes have the same name.");
		if (!axes.contains("x") || !axes.contains("y")) throw new MovieException(name +
			" is no plane image: its axes are '" + String.join("', '", axes) + "'.");
		final double[] scale = new double[axes.size()];
		Arrays.fill(scale, 1);
		multiply(scale, image.path("datasets").get(0));
		multiply(scale, image);
		return new OmeZarrImage(node.folder(), axes, units, levels, scale);
	}

	/** @return position of an axis, -1 if there is none */
	int axis(final String name) {
		return axes.indexOf(name);
	}

	FrameCalibration calibration() {
		final int x = axis("x"), y = axis("y"), z = axis("z"), t = axis("t");
		final String second = t < 0 ? "" : units.get(t);
		// NB: a scale of 1 without a unit says nothing
		final double interval = t < 0 || second.isEmpty() && scale[t] == 1 ? 0 : scale[t];
		return new FrameCalibration(scale[x], scale[y], z < 0 ? 1 : scale[z], units.get(x).isEmpty() ? "pixel" : OmeUnits
			.length(units.get(x)), interval, OmeUnits.time(second));
	}

	// -- Helper methods --

	private static String refusal(final ZarrNode node) {
		if (metadata(node).has("plate")) return " is a plate of many images; name one of them, such as " + node.folder()
			.resolve("A/1/0") + ".";
		if (metadata(node).has("well")) return " is a well of several images; name one of them, such as " + node.folder()
			.resolve("0") + ".";
		if (node.array()) return " is a Zarr array, not an OME-Zarr image, which is the folder above the arrays.";
		return " is not an OME-Zarr image: its metadata has no \"multiscales\".";
	}

	/** Names of arrays are paths within the image. */
	private static String inside(final Path folder, final String path) throws MovieException {
		try {
			if (folder.resolve(path).normalize().startsWith(folder.normalize())) return path;
		}
		catch (final InvalidPathException exc) {
			// NB: told below
		}
		throw new MovieException(folder + " is damaged: its metadata names the array '" + Inputs.printable(path) +
			"', which is not in its folder.");
	}

	private static void multiply(final double[] scale, final JsonNode scaled) {
		for (final JsonNode transformation : scaled.path("coordinateTransformations")) {
			final JsonNode factors = transformation.path("scale");
			for (int d = 0; d < scale.length && factors.size() == scale.length; d++)
				if (factors.get(d).asDouble() > 0 && factors.get(d).asDouble() < Double.POSITIVE_INFINITY) scale[d] *= factors
					.get(d).asDouble();
		}
	}
}
