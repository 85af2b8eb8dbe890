package org.maskvos.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import ai.onnxruntime.OrtEnvironment;

/**
 * The native libraries of ONNX Runtime on the class path can tell nobody anything. Version 1.29.0 for Linux and macOS sends
 * events through a client that is linked in, and no setting of Java's turns it off, so a version with such a client must not
 * be shipped. Windows collects what is offered to it; {@link OrtRuntime} turns that off.
 */
@Tag("unit")
class QuietEngineTest {

	/** Hosts, switches, files and classes of the client; each is in 1.29.0 for Linux or macOS, and none in 1.28.0. */
	private static final List<String> TELEMETRY = List.of("events.data.microsoft.com", "OneCollector", "mat-debug",
		"ORT_DISABLE_TELEMETRY", "telemetry device ID", "Microsoft12Applications6Events", "PosixTelemetry");

	/** What a library must call to reach a network: functions and libraries of Linux, macOS and Windows. */
	private static final List<String> NETWORK = List.of("\0getaddrinfo\0", "\0gethostbyname\0", "\0connect\0",
		"\0sendto\0", "_getaddrinfo\0", "NSURLSession", "CFNetwork.framework", "WINHTTP.dll", "WININET.dll", "WS2_32.dll");

	@Test
	void theNativeLibrariesHaveNoTelemetryAndNoNetwork() throws Exception {
		int libraries = 0;
		try (JarFile jar = new JarFile(Path.of(OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation()
			.toURI()).toFile()))
		{
			for (final JarEntry entry : jar.stream().filter(each -> each.getName().matches(".*\\.(so|dll|dylib)") && !each
				.getName().contains(".dSYM")).toList())
			{
				final String bytes = bytes(jar, entry);
				for (final String trace : TELEMETRY) {
					assertFalse(bytes.contains(trace), entry.getName() + " holds " + trace);
					assertFalse(bytes.contains(wide(trace)), entry.getName() + " holds " + trace);
				}
				for (final String trace : NETWORK)
					assertFalse(bytes.contains(trace), entry.getName() + " calls " + trace.trim());
				libraries++;
			}
		}
		assertTrue(libraries >= 7, libraries + " libraries");
	}

	@Test
	void theEngineLeavesNoSettingBehind() throws ModelException {
		try (Engine engine = Engine.open(Device.CPU, 1)) {
			assertEquals(null, System.getProperty("onnxruntime.native.path"));
		}
	}

	// -- Helper methods --

	private static String bytes(final JarFile jar, final JarEntry entry) throws IOException {
		try (InputStream in = jar.getInputStream(entry)) {
			return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	/** As Windows keeps texts. */
	private static String wide(final String text) {
		return new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
	}
}
