package org.maskvos.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of tracks that are odd, beside good labels. */
final class OddTables implements Family {

	private static final String FILE = "m.txt";

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		bad().forEach((name, text) -> add(name, text, Expected.refused(FILE, "res_track.txt", "man_track.txt"), cases));
		odd().forEach((name, text) -> add(name, text, Expected.either(FILE, "res_track.txt", "man_track.txt"), cases));
		return cases;
	}

	private static Map<String, byte[]> bad() {
		final Map<String, byte[]> all = new LinkedHashMap<>();
		all.put("words", "one two three four\n".getBytes());
		all.put("three", "1 0 2\n".getBytes());
		all.put("fraction", "1 0 2.5 0\n".getBytes());
		all.put("huge", "99999999999999999999 0 2 0\n".getBytes());
		all.put("nan", "1 0 NaN 0\n".getBytes());
		all.put("csv", "frame,id,parent\n1,1,0\n".getBytes());
		all.put("noise", Mutations.noise(300, 5));
		all.put("invalid-utf8", new byte[] { '1', ' ', (byte) 0xff, (byte) 0xfe, '\n' });
		all.put("zeros", new byte[100]);
		all.put("tiff", TiffBytes.imagej().encode());
		return all;
	}

	private static Map<String, byte[]> odd() {
		final Map<String, byte[]> all = new LinkedHashMap<>();
		all.put("empty", new byte[0]);
		all.put("blank", "\n\n  \n".getBytes());
		all.put("mark", "\ufeff1 0 2 0\n".getBytes());
		all.put("tabs", "1\t0\t2\t0\r\n2\t0\t2\t0\r\n".getBytes());
		all.put("five", "1 0 2 0 7\n".getBytes());
		all.put("own-parent", "1 0 2 1\n".getBytes());
		all.put("circle", "1 0 2 2\n2 0 2 3\n3 0 2 1\n".getBytes());
		all.put("same-twice", "1 0 2 0\n1 0 2 0\n".getBytes());
		all.put("unknown-parent", "1 0 2 99\n".getBytes());
		all.put("unknown-track", "99 0 2 0\n".getBytes());
		all.put("negative-id", "-1 0 2 0\n".getBytes());
		all.put("negative-parent", "1 0 2 -2\n".getBytes());
		all.put("zero", "0 0 2 0\n".getBytes());
		all.put("backward", "1 2 0 0\n".getBytes());
		all.put("far", "1 0 2147483647 0\n".getBytes());
		all.put("before", "1 -2147483648 2 0\n".getBytes());
		all.put("min", "1 0 2 -2147483648\n".getBytes());
		all.put("late-parent", "1 0 2 0\n2 0 2 1\n3 0 1 2\n".getBytes());
		all.put("three-children", "1 0 0 0\n2 1 2 1\n3 1 2 1\n".getBytes());
		all.put("spaces", ("1 " + " ".repeat(1_000_000) + "0 2 0\n").getBytes());
		all.put("many", "1 0 2 0\n".repeat(100_000).getBytes());
		final StringBuilder chain = new StringBuilder();
		for (int i = 1; i < 60_000; i++)
			chain.append(i).append(" 0 2 ").append(i - 1).append('\n');
		all.put("chain", chain.toString().getBytes());
		return all;
	}

	private static void add(final String name, final byte[] text, final Expected expected, final List<Case> cases) {
		cases.add(Case.of("tracks-" + name + "-truth", expected, bench -> call(bench, "--truth-tracks", text)));
		cases.add(Case.of("tracks-" + name + "-prediction", expected, bench -> call(bench, "--prediction-tracks", text)));
		cases.add(Case.of("tracks-" + name + "-export", expected, bench -> List.of("export", Calls.scene(bench, "l.tif"),
			"-o", bench.out("ctc"), "--format", "ctc", "--tracks", bench.write(FILE, text))));
		cases.add(Case.of("tracks-" + name + "-folder", expected, bench -> {
			for (int t = 0; t < Scene.FRAMES; t++)
				bench.write("ctc/mask00" + t + ".tif", frame(t));
			bench.write("ctc/res_track.txt", text);
			return List.of("evaluate", Calls.scene(bench, "truth.tif"), bench.in("ctc"), "--metrics", "ctc");
		}));
	}

	private static List<String> call(final Bench bench, final String option, final byte[] text) throws Exception {
		return List.of("evaluate", Calls.scene(bench, "truth.tif"), Calls.scene(bench, "l.tif"), option, bench.write(FILE,
			text));
	}

	private static byte[] frame(final int t) {
		final TiffBytes tiff = new TiffBytes();
		tiff.frames = 1;
		tiff.values = (x, y, zero) -> Scene.id(x, y, t);
		return tiff.encode();
	}
}
