package org.maskvos.fuzz;

import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.io.RoiEncoder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** ROIs and ROI sets as annotations: of every type, with wrong numbers, in damaged archives. */
final class RoiDamage implements Family {

	private static final String ZIP = "m.zip", ROI = "m.roi";
	/** Where a file says where its second header is, and where the group is in that. */
	private static final int HEADER_2 = 60, GROUP = 30;

	@Override
	public List<Case> cases() throws Exception {
		final List<Case> cases = new ArrayList<>();
		kinds().forEach((name, roi) -> {
			final byte[] bytes = RoiEncoder.saveAsByteArray(roi);
			single("kind-" + name, bytes, Expected.either(ROI), cases);
			for (final Mutations.Mutation m : Mutations.cuts(bytes, 6))
				single(name + "-" + m.name(), m.bytes(), Expected.either(ROI), cases);
			for (final Mutations.Mutation m : Mutations.flips(bytes, 8, name.hashCode()))
				single(name + "-" + m.name(), m.bytes(), Expected.either(ROI), cases);
		});
		numbers(cases);
		zips(cases);
		names(cases);
		return cases;
	}

	private static Map<String, Roi> kinds() {
		final Map<String, Roi> kinds = new LinkedHashMap<>();
		kinds.put("rectangle", new Roi(3, 3, 9, 9));
		kinds.put("rounded", new Roi(3, 3, 9, 9, 4));
		kinds.put("oval", new OvalRoi(3, 3, 9, 9));
		kinds.put("polygon", new PolygonRoi(new float[] { 2, 12, 12, 2 }, new float[] { 2, 2, 12, 12 }, Roi.POLYGON));
		kinds.put("freehand", new PolygonRoi(new float[] { 2, 12, 12, 2 }, new float[] { 2, 2, 12, 12 }, Roi.FREEROI));
		kinds.put("traced", new PolygonRoi(new float[] { 2, 12, 12, 2 }, new float[] { 2, 2, 12, 12 }, Roi.TRACED_ROI));
		kinds.put("polyline", new PolygonRoi(new float[] { 2, 12, 12 }, new float[] { 2, 2, 12 }, Roi.POLYLINE));
		kinds.put("angle", new PolygonRoi(new float[] { 2, 12, 12 }, new float[] { 2, 2, 12 }, Roi.ANGLE));
		kinds.put("line", new Line(2, 2, 20, 20));
		kinds.put("points", new PointRoi(new float[] { 4, 9 }, new float[] { 4, 9 }));
		kinds.put("ellipse", new EllipseRoi(3, 3, 15, 15, 0.6));
		kinds.put("rotated", new RotatedRectRoi(3, 3, 15, 15, 6));
		kinds.put("text", new TextRoi(3, 3, "cell"));
		kinds.put("composite", new ShapeRoi(new Roi(2, 2, 6, 6)).or(new ShapeRoi(new OvalRoi(12, 12, 8, 8))));
		kinds.put("outside", new Roi(100, 100, 9, 9));
		kinds.put("negative", new Roi(-5, -5, 9, 9));
		kinds.put("partly", new Roi(28, 20, 90, 90));
		kinds.put("empty", new Roi(3, 3, 0, 0));
		kinds.put("huge", new Roi(-1000, -1000, 30000, 30000));
		final Roi far = new Roi(3, 3, 9, 9);
		far.setPosition(1, 1, 99);
		kinds.put("frame-99", far);
		final Roi channel = new Roi(3, 3, 9, 9);
		channel.setPosition(7, 1, 2);
		kinds.put("channel-7", channel);
		return kinds;
	}

	/** One number of a rectangle, a polygon or a composite is another. */
	private static void numbers(final List<Case> cases) {
		final Map<String, Roi> kinds = kinds();
		for (final String kind : new String[] { "rectangle", "polygon", "composite" }) {
			final byte[] bytes = RoiEncoder.saveAsByteArray(kinds.get(kind));
			for (int at = 0; at < bytes.length; at += at < 64 ? 2 : 4)
				for (final int value : new int[] { 0, -1, 0x7fff, 0x7149f2ca, 3 }) {
					if ((at / 2 + value) % 3 != 0 && at > 12) continue;
					final byte[] copy = bytes.clone();
					if (value == 0x7149f2ca && at % 4 == 0 && at + 4 <= bytes.length) ByteBuffer.wrap(copy).putInt(at, value); // 1e30f
					else if (at + 2 <= bytes.length) ByteBuffer.wrap(copy).putShort(at, (short) value);
					single(kind + "-at" + at + "=" + Integer.toHexString(value), copy, Expected.either(ROI), cases);
				}
		}
		for (int type = 0; type < 256; type += type < 14 ? 1 : 40) {
			final byte[] copy = RoiEncoder.saveAsByteArray(kinds.get("rectangle"));
			copy[6] = (byte) type;
			single("type-" + type, copy, Expected.either(ROI), cases);
		}
	}

	private static void zips(final List<Case> cases) throws Exception {
		final byte[] roi = RoiEncoder.saveAsByteArray(new Roi(3, 3, 9, 9));
		final byte[] zip = zip("a.roi", roi, "b.roi", RoiEncoder.saveAsByteArray(new OvalRoi(15, 10, 8, 8)));
		zip("good", zip, Expected.done(), cases);
		for (final Mutations.Mutation m : Mutations.cuts(zip, 24))
			zip(m.name(), m.bytes(), m.bytes().length < roi.length / 2 ? Expected.refused(ZIP) : Expected.either(ZIP), cases);
		for (final Mutations.Mutation m : Mutations.flips(zip, 40, 8))
			zip(m.name(), m.bytes(), Expected.either(ZIP), cases);
		for (final Mutations.Mutation m : Mutations.shuffles(zip, 15, 8))
			zip(m.name(), m.bytes(), Expected.either(ZIP), cases);
		zip("empty-file", new byte[0], Expected.refused(ZIP), cases);
		zip("text", "no archive".getBytes(), Expected.refused(ZIP), cases);
		zip("roi-itself", roi, Expected.refused(ZIP), cases);
		zip("no-entries", zip(), Expected.refused(ZIP), cases);
		zip("other-entries", zip("readme.txt", "x".getBytes()), Expected.refused(ZIP), cases);
		zip("empty-roi", zip("a.roi", new byte[0]), Expected.refused(ZIP), cases);
		zip("noise-roi", zip("a.roi", Mutations.noise(200, 3)), Expected.refused(ZIP), cases);
		zip("one-bad", zip("a.roi", roi, "b.roi", Mutations.noise(200, 3)), Expected.refused(ZIP), cases);
		zip("folder-entry", zip("a.roi/", new byte[0], "b.roi", roi), Expected.either(ZIP), cases);
		zip("slip", zip("../../evil.roi", roi), Expected.either(ZIP), cases);
		zip("absolute", zip("/tmp/evil.roi", roi), Expected.either(ZIP), cases);
		large("bomb", () -> Bombs.zip("a.roi", 400), Expected.refused(ZIP), cases);
		large("bomb-beside", () -> Bombs.zip("a.txt", 400), Expected.refused(ZIP), cases);
		zip("bomb-nested", zip("a.zip", Bombs.zip("a.roi", 50)), Expected.refused(ZIP), cases);
		large("many", () -> {
			final List<Object> many = new ArrayList<>();
			for (int i = 0; i < 20_000; i++) {
				many.add(i + ".roi");
				many.add(roi);
			}
			return zip(many.toArray());
		}, Expected.either(ZIP), cases);
		single("file-empty", new byte[0], Expected.refused(ROI), cases);
		single("file-text", "Iout but no ROI".getBytes(), Expected.refused(ROI), cases);
		single("file-large", Mutations.concat(roi, new byte[40 << 20]), Expected.either(ROI), cases);
	}

	private static void names(final List<Case> cases) throws Exception {
		final Roi one = new Roi(3, 3, 9, 9);
		int n = 0;
		for (final String name : new String[] { "", " ", "0", "1", "16777216", "16777217", "99999999999", "-1", "1.5", "\n",
			"a\nb", "\u0000", "..", "\u7d30\u80de", "x".repeat(60_000), "null", "NaN" })
			for (int group = 0; group < 256; group += 255) {
				one.setName(name);
				final byte[] bytes = RoiEncoder.saveAsByteArray(one);
				// NB: setting a group prints
				bytes[ByteBuffer.wrap(bytes).getInt(HEADER_2) + GROUP] = (byte) group;
				zip("name-" + n++ + "-group" + group, zip((name.length() > 200 ? "long" : name) + ".roi", bytes), Expected
					.either(ZIP), cases);
			}
	}

	private static void single(final String name, final byte[] bytes, final Expected expected, final List<Case> cases) {
		cases.add(Case.of("roi-" + name, expected, bench -> Calls.annotations(bench, bench.write(ROI, bytes))));
	}

	private static void zip(final String name, final byte[] bytes, final Expected expected, final List<Case> cases) {
		cases.add(Case.of("roi-zip-" + name, expected, bench -> Calls.annotations(bench, bench.write(ZIP, bytes))));
	}

	/** Made when it is needed. */
	private static void large(final String name, final Callable<byte[]> zip, final Expected expected,
		final List<Case> cases)
	{
		cases.add(Case.of("roi-zip-" + name, expected, bench -> Calls.annotations(bench, bench.write(ZIP, zip.call()))));
	}

	/** @param entries names and contents */
	private static byte[] zip(final Object... entries) throws Exception {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (int i = 0; i < entries.length; i += 2) {
				zip.putNextEntry(new ZipEntry((String) entries[i]));
				zip.write((byte[]) entries[i + 1]);
			}
		}
		return out.toByteArray();
	}
}
