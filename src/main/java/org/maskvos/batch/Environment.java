package org.maskvos.batch;

import java.util.Map;
import java.util.TreeMap;

import org.maskvos.model.Engine;
import org.maskvos.vos.Provenance;

/** Versions and system, which results may depend on in their last digits. */
final class Environment {

	private Environment() {}

	static Map<String, String> describe() {
		return new TreeMap<>(Map.of("maskvos", Provenance.version(), "java", System.getProperty("java.version"), "system",
			System.getProperty("os.name") + " " + System.getProperty("os.arch")));
	}

	/** The engine too, for who has used it: asking for its version loads it. */
	static Map<String, String> withEngine() {
		final Map<String, String> environment = describe();
		environment.put("onnxruntime", Engine.version());
		return environment;
	}
}
