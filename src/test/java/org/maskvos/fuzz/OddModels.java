package org.maskvos.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.Yaml;

/** Model packages that are odd, named by their folder or found in a folder of packages. */
final class OddModels implements Family {

	private static final String ID = "odd", RDF = ID + "/rdf.yaml";
	private static final String[] NAMES = { ID + "/rdf.yaml", "package odd", "'odd'", "odd/key.onnx", "odd/value.onnx",
		"odd/decode.onnx", "odd/" };

	/** Changes a good package. */
	private interface Change {

		void of(Bench bench) throws Exception;
	}

	@Override
	public List<Case> cases() throws Exception {
		final List<Case> cases = new ArrayList<>();
		final String toy = Files.readString(Path.of(Calls.TOY, "rdf.yaml"));
		final String json = new ObjectMapper().writeValueAsString(new Yaml().load(toy));
		JsonMutations.of(json, 5).forEach((how, text) -> add("field" + how, either(), bench -> bench.write(RDF, text),
			cases));
		JsonMutations.broken(json).forEach((how, text) -> add("broken-" + how, how.equals("mark") || how.equals("comma")
			? either() : Expected.noModel(NAMES), bench -> bench.write(RDF, text), cases));
		yaml(toy).forEach((how, text) -> add("yaml-" + how, either(), bench -> bench.write(RDF, text), cases));
		int n = 0;
		for (final String source : sources())
			add("source-" + n++, Expected.noModel(NAMES), bench -> {
				Files.copy(Path.of(Calls.TOY, "key.onnx"), bench.in().resolve("outside.onnx"));
				bench.write("beside/key.onnx", Files.readAllBytes(Path.of(Calls.TOY, "key.onnx")));
				bench.write(RDF, toy.replace("source: key.onnx", "source: \"" + source.replace("IN", bench.in().toString()) +
					"\""));
			}, cases);
		files(toy, cases);
		numbers(toy, cases);
		return cases;
	}

	private static Expected either() {
		return Expected.either(NAMES);
	}

	/** Where a package must not look. */
	private static List<String> sources() {
		return List.of("../outside.onnx", "../beside/key.onnx", "../odd/key.onnx", "./key.onnx", "x/../key.onnx",
			"IN/outside.onnx", "file:IN/outside.onnx", "file://IN/outside.onnx", "http://127.0.0.1:9/key.onnx",
			"https://127.0.0.1:9/key.onnx", "ftp://127.0.0.1/key.onnx", "jar:http://127.0.0.1:9/x.jar!/key.onnx",
			"jar:file:IN/x.jar!/key.onnx", "//127.0.0.1/key.onnx", "/dev/zero", "/dev/stdin", "/dev/full", "/proc/self/mem",
			"/etc/passwd", "~/key.onnx", "C:\\\\key.onnx", "\\\\\\\\server\\\\key.onnx", "key.onnx?x", "key.onnx#x",
			"%6bey.onnx", "key%2eonnx", "..", ".", "", " ", "key.onnx ", "key.onnx/", "\\u0000", "a\\nb", "rdf.yaml",
			"none.onnx", "KEY.ONNX");
	}

	private static void files(final String toy, final List<Case> cases) throws IOException {
		final byte[] key = Files.readAllBytes(Path.of(Calls.TOY, "key.onnx"));
		for (final Mutations.Mutation m : Mutations.cuts(key, 5))
			add("file-" + m.name(), Expected.noModel(NAMES), bench -> bench.write(ID + "/key.onnx", m.bytes()), cases);
		// NB: with the right checksum, the engine has to find out
		final List<Mutations.Mutation> all = Mutations.cuts(key, 12);
		all.addAll(Mutations.flips(key, 40, 9));
		all.add(new Mutations.Mutation("text", "no graph".getBytes()));
		all.add(new Mutations.Mutation("value", Files.readAllBytes(Path.of(Calls.TOY, "value.onnx"))));
		all.add(new Mutations.Mutation("flow", Files.readAllBytes(Path.of("models/packages/maskvos-fast/flow.onnx"))));
		for (final Mutations.Mutation m : all)
			add("checked-" + m.name(), m.name().startsWith("flip") ? either() : Expected.noModel(NAMES), bench -> {
				bench.write(ID + "/key.onnx", m.bytes());
				bench.write(RDF, toy.replaceFirst("95037[0-9a-f]+", sha256(m.bytes())));
			}, cases);
		add("gone", Expected.noModel(NAMES), bench -> Zarrs.remove(bench, ID + "/key.onnx"), cases);
		add("folder", Expected.noModel(NAMES), bench -> {
			Zarrs.remove(bench, ID + "/key.onnx");
			bench.folder(ID + "/key.onnx");
		}, cases);
		add("pipe", Expected.noModel(NAMES), bench -> {
			Zarrs.remove(bench, ID + "/key.onnx");
			Bench.pipe(bench.in().resolve(ID + "/key.onnx"));
		}, cases);
		for (final String target : new String[] { "/dev/zero", "/etc/passwd", "nowhere", "key.onnx", "../outside.onnx" })
			add("link-" + target.replaceAll("[/.]+", "_"), target.startsWith("..") ? either() : Expected.noModel(NAMES),
				bench -> {
					Zarrs.remove(bench, ID + "/key.onnx");
					bench.write("outside.onnx", key);
					Files.createSymbolicLink(bench.in().resolve(ID + "/key.onnx"), Path.of(target));
				}, cases);
		add("rdf-pipe", Expected.noModel("odd"), bench -> {
			Zarrs.remove(bench, RDF);
			Bench.pipe(bench.in().resolve(RDF));
		}, cases);
		add("rdf-folder", Expected.noModel("odd"), bench -> {
			Zarrs.remove(bench, RDF);
			bench.folder(RDF);
		}, cases);
		add("rdf-zero", Expected.noModel("odd"), bench -> {
			Zarrs.remove(bench, RDF);
			Files.createSymbolicLink(bench.in().resolve(RDF), Path.of("/dev/zero"));
		}, cases);
	}

	/** Numbers that make no sense, in places where they would be believed. */
	private static void numbers(final String toy, final List<Case> cases) {
		int n = 0;
		for (final String key : new String[] { "stride", "multiple", "resolution", "object_diameter", "pace", "opset" })
			for (final String value : new String[] { "0", "-1", "3", "2147483647", "2147483648", "1e308", ".inf", "-.inf",
				".nan", "4.5", "1000000", "\"4\"", "[4]", "0x10", "4_0", "1:30" })
			{
				final String line = key.equals("pace") ? "      pace: " + value + "\n      stride: 4" : null;
				add("number-" + key + "-" + n++, either(), bench -> bench.write(RDF, line == null ? toy.replaceAll("\\b" + key +
					": \\d+", key + ": " + value) : toy.replace("      stride: 4", line)), cases);
			}
		for (final String list : new String[] { "[]", "[.inf]", "[.nan]", "[0, 0]", "[0, 0, 0, 0]", "[1e400]",
			"[0.0, 0.0, 0.0]" })
			for (final String key : new String[] { "mean", "std" })
				add("list-" + key + "-" + n++, either(), bench -> bench.write(RDF, toy.replaceAll(key + ": \\[.*?\\]", key +
					": " + list)), cases);
		for (final String map : new String[] { "{}", "{grey: 0}", "{grey: -4}", "{grey: 3}", "{grey: 2147483647}",
			"{grey: .inf}", "{colour: 4}", "{key: 4}", "{grey: 4, other: 4}", "{\"\": 4}" })
			for (final String key : new String[] { "value_features", "decode_features" })
				add("map-" + key + "-" + n++, either(), bench -> bench.write(RDF, toy.replaceAll(key + ": \\{.*?\\}", key +
					": " + map)), cases);
	}

	private static Map<String, String> yaml(final String toy) {
		final Map<String, String> all = new LinkedHashMap<>();
		all.put("recursive-list", toy.replace("kind: [stcn]", "kind: &a [[*a]]"));
		all.put("recursive-map", "&a\n" + toy + "self: *a\n");
		all.put("recursive-authors", toy.replaceAll("authors:\\n.*\\n", "authors: &b\n  - *b\n"));
		all.put("recursive-name", toy.replace("name: Toy", "name: &c {x: *c}"));
		all.put("laughs",
			"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n" +
				"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n" +
				"g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n" + toy.replace("name: Toy", "name: *g"));
		all.put("laughing-kind",
			"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n" +
				"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n" +
				toy.replace("kind: [stcn]", "kind: *f"));
		all.put("deep", toy + "x: " + "[".repeat(3000) + "]".repeat(3000) + "\n");
		all.put("deep-map", toy + "x: " + "{a: ".repeat(3000) + "}".repeat(3000) + "\n");
		all.put("tag-java", toy.replace("name: Toy",
			"name: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]"));
		all.put("tag-runtime", toy + "x: !!com.example.Thing {}\n");
		all.put("tag-binary", toy.replace("name: Toy", "name: !!binary aGFsbG8="));
		all.put("tag-set", toy.replace("kind: [stcn]", "kind: !!set {stcn}"));
		all.put("tag-unknown", toy.replace("name: Toy", "name: !own x"));
		all.put("merge", toy + "x: &m {a: 1}\ny:\n  <<: *m\n");
		all.put("merge-recursive", toy + "y: &y\n  <<: *y\n");
		all.put("documents", toy + "---\n" + toy);
		all.put("no-alias", toy.replace("name: Toy", "name: *nothing"));
		all.put("tabs", toy.replace("    kind", "\t\tkind"));
		all.put("long-text", toy.replace("name: Toy", "name: \"" + "x".repeat(5 << 20) + "\""));
		all.put("same-key", toy + "name: Other\n");
		all.put("list-key", toy + "? [a, b]\n: c\n");
		all.put("number-key", toy.replace("      key:", "      7:"));
		all.put("null-key", toy.replace("      key:", "      ~:"));
		all.put("date", toy.replace("name: Toy", "name: 2001-12-14t21:59:43.10-05:00"));
		all.put("control", toy.replace("Toy", "T\u0007y"));
		all.put("lines", toy.replace("name: Toy", "name: \"Toy\\nmaskvos: all is well.\""));
		all.put("kind-text", toy.replace("[stcn]", "stcn"));
		all.put("kind-empty", toy.replace("[stcn]", "[]"));
		all.put("kind-other", toy.replace("[stcn]", "[tracker]"));
		all.put("kind-maskvos", toy.replace("[stcn]", "[maskvos, flow]"));
		all.put("version", toy.replace("0.5.4", "0.4.10"));
		all.put("version-6", toy.replace("0.5.4", "0.6.0"));
		all.put("checksum-upper", toy.replace("95037feb", "95037FEB"));
		all.put("checksum-short", toy.replaceFirst("95037[0-9a-f]+", "95037feb"));
		all.put("checksum-gone", toy.replaceFirst("sha256: 95037[0-9a-f]+", "sha256:"));
		all.put("checksum-number", toy.replaceFirst("sha256: 95037[0-9a-f]+", "sha256: 0"));
		return all;
	}

	/** By use; some by the commands about models too. */
	private static void add(final String name, final Expected expected, final Change change, final List<Case> cases) {
		final int n = cases.size();
		final Case use = Case.of("model-" + name, expected, bench -> {
			try (var files = Files.list(Path.of(Calls.TOY))) {
				for (final Path file : files.toList())
					bench.write(ID + "/" + file.getFileName(), Files.readAllBytes(file));
			}
			change.of(bench);
			return Calls.propagateBy(bench, bench.in(ID));
		});
		cases.add(use);
		if (n % 4 == 0) cases.add(command(use, either(), n % 8 == 0 ? "verify" : "info"));
		// NB: a list tells of what is bad, and of the others; it reads all of them
		if (n % 20 == 2) cases.add(command(use, Expected.done(), "list"));
	}

	private static Case command(final Case use, final Expected expected, final String command) {
		return Case.of(use.name() + "-" + command, expected, bench -> {
			use.setup().arguments(bench);
			bench.property("maskvos.models", bench.in().toString());
			return command.equals("list") ? List.of("models", command) : List.of("models", command, ID);
		});
	}

	private static String sha256(final byte[] bytes) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
	}
}
