package org.maskvos.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskvos.model.GraphContract.Shape;

/** Copies of the bundled package, each broken in its own way. */
@Tag("unit")
class ModelPackageTest {

	private static final GraphContract FLOW = new GraphContract("flow", Map.of("first", Shape.planes(1), "second", Shape
		.planes(1)), Map.of("flow", Shape.planes(2))), SEGMENT = new GraphContract("segment", Map.of(), Map.of());

	@TempDir
	Path folder;

	private Path copy;

	@BeforeEach
	void copyBundledPackage() throws IOException {
		copy = Files.createDirectory(folder.resolve("mine"));
		final Path bundled = Path.of("models", "packages", "maskvos-compact");
		for (final String file : List.of("rdf.yaml", "flow.onnx", "segment.onnx"))
			Files.copy(bundled.resolve(file), copy.resolve(file));
	}

	@Test
	void theBundledPackageIsTheDefaultAndSmall() throws ModelException {
		final ModelInfo info = new ModelLibrary(List.of()).find("").info();
		assertEquals("maskvos-compact", info.id());
		assertEquals(List.of("MaskVOS developers"), info.authors());
		assertEquals(List.of("maskvos", "flow"), info.kind());
		assertEquals(24, info.objectDiameter());
		assertEquals("BSD-2-Clause", info.licence());
		assertTrue(info.bytes() < 16 << 20, "at most 16 MB");
		assertEquals(64, info.checksum().length());
	}

	@Test
	void aFolderIsFoundByNameAndByPath() throws ModelException {
		final ModelLibrary library = new ModelLibrary(List.of(folder));
		assertEquals(List.of("maskvos-compact", "maskvos-fast", "maskvos-large", "stcn-compact", "mine"), library.ids());
		assertEquals("mine", library.find("mine").id());
		assertEquals("mine", new ModelLibrary(List.of()).find(copy.toString()).id());
	}

	@Test
	void anUnknownPackageIsNamed() {
		final String message = assertThrows(ModelException.class, () -> new ModelLibrary(List.of(folder)).find("nope"))
			.getMessage();
		assertTrue(message.contains("nope") && message.contains("mine"), message);
	}

	@Test
	void aChangedGraphIsRefused() throws IOException {
		final byte[] bytes = Files.readAllBytes(copy.resolve("flow.onnx"));
		bytes[bytes.length / 2] ^= 1;
		Files.write(copy.resolve("flow.onnx"), bytes);
		assertRefused(FLOW, "flow.onnx", "SHA-256");
	}

	@Test
	void aMissingGraphFileIsRefused() throws IOException {
		Files.delete(copy.resolve("segment.onnx"));
		assertRefused(SEGMENT, "segment.onnx", "lacks");
	}

	@Test
	void aFileThatIsNotOnnxIsRefused() throws Exception {
		replace("flow.onnx", "not a network".getBytes());
		assertRefused(FLOW, "flow.onnx", "not an ONNX model");
	}

	@Test
	void aForeignNetworkIsRefused() throws Exception {
		replace("flow.onnx", Files.readAllBytes(copy.resolve("segment.onnx")));
		assertRefused(FLOW, "flow.onnx", "[frame, flow]".substring(1, 6));
	}

	@Test
	void aGraphThatIsNotDeclaredIsRefused() {
		assertRefused(new GraphContract("key", Map.of(), Map.of()), "key", "flow, segment");
	}

	@Test
	void aBrokenDescriptionIsRefused() throws IOException {
		Files.writeString(copy.resolve("rdf.yaml"), "a: [b");
		assertRefused(FLOW, "rdf.yaml", "understood", "line 1");
		Files.writeString(copy.resolve("rdf.yaml"), "- a list");
		assertRefused(FLOW, "rdf.yaml", "understood", "the file is not a mapping");
		Files.writeString(copy.resolve("rdf.yaml"),
			"format_version: 0.5.4\ntype: model\nconfig: {maskvos: {object_diameter: wide}}");
		assertRefused(FLOW, "rdf.yaml", "understood", "object_diameter is not a number");
		Files.writeString(copy.resolve("rdf.yaml"), "");
		assertRefused(FLOW, "rdf.yaml", "version 0.5");
		Files.writeString(copy.resolve("rdf.yaml"), "format_version: 0.5.4\ntype: model\n");
		assertRefused(FLOW, "rdf.yaml", "config: maskvos");
		Files.delete(copy.resolve("rdf.yaml"));
		assertRefused(FLOW, "rdf.yaml", "no readable");
	}

	// -- Nothing outside of the package is opened --

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:9/x.onnx", "jar:http://127.0.0.1:9/x.jar!/x.onnx", "file:///etc/passwd",
		"//host/x", "../other.onnx", "sub/flow.onnx", "/etc/passwd", "..", ".", "", " ", "a\\b.onnx", "C:x.onnx",
		"\"a\\nb\"", ".hidden" })
	@Timeout(20)
	void aSourceIsAPlainName(final String source) throws IOException {
		Files.copy(copy.resolve("flow.onnx"), folder.resolve("other.onnx"));
		describe("source: flow.onnx", "source: " + (source.isBlank() ? "'" + source + "'" : source));
		assertRefused(FLOW, "is not the plain name of a file in the package");
	}

	@Test
	@Timeout(20)
	void aSourceIsARegularFileOfThePackage() throws Exception {
		Files.move(copy.resolve("flow.onnx"), copy.resolve("real.onnx"));
		Files.createSymbolicLink(copy.resolve("flow.onnx"), Path.of("real.onnx"));
		try (Engine engine = Engine.open(Device.CPU, 1)) {
			engine.load(ModelPackage.open(copy), FLOW); // a link within the package is fine
		}
		link(Path.of("/etc/passwd"));
		assertRefused(FLOW, "flow.onnx", "leaves its package");
		link(Path.of("/dev/zero"));
		assertRefused(FLOW, "flow.onnx", "leaves its package");
		Files.delete(copy.resolve("flow.onnx"));
		assertEquals(0, new ProcessBuilder("mkfifo", copy.resolve("flow.onnx").toString()).start().waitFor());
		assertRefused(FLOW, "flow.onnx");
		Files.delete(copy.resolve("flow.onnx"));
		Files.createDirectory(copy.resolve("flow.onnx"));
		assertRefused(FLOW, "flow.onnx");
	}

	@Test
	@Timeout(20)
	void aDescriptionIsBounded() throws Exception {
		for (final String yaml : List.of("kind: &a [[*a]]", "config: {maskvos: {kind: &a [[*a]]}}",
			"config: {maskvos: {graphs: {? [a, b] : {source: x}}}}", "config: {maskvos: {object_diameter: .inf}}",
			"config: {maskvos: {object_diameter: .nan}}", "config: {maskvos: {object_diameter: -3}}", "a: 1\na: 2", "a: "
				.repeat(100) + "1", "a: " + "[".repeat(5000), "x: " + "y".repeat(2 << 20)))
		{
			Files.writeString(copy.resolve("rdf.yaml"), "format_version: 0.5.4\ntype: model\n" + yaml);
			assertRefused(FLOW, "rdf.yaml");
		}
		Files.delete(copy.resolve("rdf.yaml"));
		assertEquals(0, new ProcessBuilder("mkfifo", copy.resolve("rdf.yaml").toString()).start().waitFor());
		assertRefused(FLOW, "rdf.yaml");
	}

	@Test
	void oneBadPackageDoesNotHideTheOthers() throws IOException {
		final Path bad = Files.createDirectory(folder.resolve("another"));
		Files.writeString(bad.resolve("rdf.yaml"), "kind: &a [[*a]]");
		final ModelLibrary library = new ModelLibrary(List.of(folder, folder.resolve("nothing")));
		assertTrue(library.ids().containsAll(List.of("another", "mine")), library.ids().toString());
		assertEquals("mine", library.find("mine").id());
		assertEquals("stcn-compact", library.find("", "stcn").id());
		assertThrows(ModelException.class, () -> library.find("another"));
	}

	private void link(final Path target) throws IOException {
		Files.delete(copy.resolve("flow.onnx"));
		Files.createSymbolicLink(copy.resolve("flow.onnx"), target);
	}

	private void describe(final String old, final String text) throws IOException {
		final Path rdf = copy.resolve("rdf.yaml");
		Files.writeString(rdf, Files.readString(rdf).replace(old, text));
	}

	@Test
	void aGpuThatIsNotThereIsNotReplacedSilently() throws ModelException {
		try (Engine engine = Engine.open(Device.AUTO, 1)) {
			assertTrue(engine.description().matches("(CPU \\(1 thread\\)|GPU \\(CUDA\\)): .+"), engine.description());
			if (engine.description().startsWith("CPU")) assertTrue(assertThrows(ModelException.class, () -> Engine.open(
				Device.GPU, 1)).getMessage().contains("GPU"));
		}
	}

	@Test
	void graphsRunInPlace() throws ModelException {
		try (Engine engine = Engine.open(Device.CPU, 1);
				Tensor first = Tensor.allocate(1, 1, 64, 96);
				Tensor second = Tensor.allocate(1, 1, 64, 96);
				Tensor flow = Tensor.allocate(1, 2, 64, 96))
		{
			final Graph graph = engine.load(new ModelLibrary(List.of()).find(""), FLOW);
			for (int i = 0; i < 2 * 64 * 96; i++)
				flow.data().put(i, Float.NaN);
			graph.run(Map.of("first", first, "second", second), Map.of("flow", flow));
			for (int i = 0; i < 2 * 64 * 96; i++)
				assertTrue(Float.isFinite(flow.data().get(i)));
			assertTrue(engine.seconds() > 0);
		}
	}

	private void assertRefused(final GraphContract contract, final String... words) {
		final String message = assertThrows(ModelException.class, () -> {
			try (Engine engine = Engine.open(Device.CPU, 1)) {
				engine.load(ModelPackage.open(copy), contract);
			}
		}).getMessage();
		assertEquals(1, message.lines().count(), message);
		for (final String word : words)
			assertTrue(message.contains(word), message + " lacks " + word);
	}

	/** Replaces a graph and declares the replacement's checksum, so that only its content is wrong. */
	private void replace(final String file, final byte[] bytes) throws Exception {
		final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
		final String old = HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(copy.resolve(file))));
		Files.write(copy.resolve(file), bytes);
		final Path rdf = copy.resolve("rdf.yaml");
		Files.writeString(rdf, Files.readString(rdf).replace(old, HexFormat.of().formatHex(sha256.digest(bytes))));
	}
}
