package org.maskvos.model;

import java.io.IOException;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;

/**
 * ONNX Runtime of this Java process. It is started once, with native libraries that are unpacked into a
 * {@link NativeFolder}, or those that the system properties {@code onnxruntime.native.*} name.
 */
final class OrtRuntime {

	private static final String PROPERTIES = "onnxruntime.native.", FOLDER = PROPERTIES + "path";

	/** Started, or why not. A class that failed to load cannot be loaded again. */
	private static final class Started {

		static final OrtRuntime RUNTIME = start();
	}

	private final OrtEnvironment environment;
	/** Null if libraries were named. */
	private final NativeFolder natives;
	/** Null if it runs. */
	private final Throwable failure;

	private OrtRuntime(final OrtEnvironment environment, final NativeFolder natives, final Throwable failure) {
		this.environment = environment;
		this.natives = natives;
		this.failure = failure;
	}

	/** @throws ModelException if it does not work on this computer; the message says why */
	static OrtEnvironment environment() throws ModelException {
		return started().environment;
	}

	/**
	 * Unpacks what CUDA needs, if it is in the jar: hundreds of megabytes, so only when asked for.
	 *
	 * @throws ModelException if that fails
	 */
	static void unpackCuda() throws ModelException {
		try {
			final NativeFolder natives = started().natives;
			if (natives != null) natives.unpack("onnxruntime_providers_cuda");
		}
		catch (final ModelException e) {
			throw e;
		}
		catch (final IOException e) {
			throw unusable(e);
		}
	}

	// -- Helper methods --

	private static OrtRuntime started() throws ModelException {
		final OrtRuntime runtime = Started.RUNTIME;
		if (runtime.failure != null) throw unusable(runtime.failure);
		return runtime;
	}

	private static OrtRuntime start() {
		final boolean named = System.getProperties().stringPropertyNames().stream().anyMatch(name -> name.startsWith(
			PROPERTIES));
		try {
			final NativeFolder natives = named ? null : unpacked();
			if (natives != null) System.setProperty(FOLDER, natives.path().toString());
			final OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
				"maskvos"); // what goes wrong is told in a sentence of ours
			// on Windows it hands events to the system otherwise
			environment.setTelemetry(false);
			return new OrtRuntime(environment, natives, null);
		}
		catch (final IOException | OrtException | LinkageError | IllegalStateException e) {
			return new OrtRuntime(null, null, e);
		}
		finally {
			// read once; another program in this Java may have libraries of its own
			if (!named) System.clearProperty(FOLDER);
		}
	}

	/** Null if the jar has nothing for this system: ONNX Runtime says so then. */
	private static NativeFolder unpacked() throws IOException {
		final NativeFolder natives = NativeFolder.create();
		natives.unpack("onnxruntime_providers_shared");
		return natives.unpack("onnxruntime") && natives.unpack("onnxruntime4j_jni") ? natives : null;
	}

	private static ModelException unusable(final Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null)
			root = root.getCause();
		final String why = failure instanceof IOException ? "its native libraries cannot be unpacked into " + System
			.getProperty("java.io.tmpdir") : "its native library cannot be loaded";
		return new ModelException("ONNX Runtime does not work on " + System.getProperty("os.name") + ' ' + System
			.getProperty("os.arch") + ": " + why + (root.getMessage() == null ? "" : " (" + root.getMessage() + ')') + '.',
			failure);
	}
}
