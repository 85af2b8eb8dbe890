package org.maskvos.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The place where a case works: a folder for input and one for output, and what differs from an ordinary call. */
final class Bench {

	private final Path in, out;
	private final Map<String, String> properties = new LinkedHashMap<>();
	private Map<String, String> environment;
	private String standardOutput;
	private boolean twice, together;
	private int fileBlocks;

	Bench(final Path folder) throws IOException {
		in = Files.createDirectories(folder.resolve("in"));
		out = Files.createDirectories(folder.resolve("out"));
	}

	Path in() {
		return in;
	}

	Path out() {
		return out;
	}

	/** A path among the input, as text. */
	String in(final String name) {
		return in + "/" + name;
	}

	/** A path among the output, as text. */
	String out(final String name) {
		return out + "/" + name;
	}

	/** Writes an input file; returns its path. */
	String write(final String name, final byte[] bytes) throws IOException {
		final Path file = in.resolve(name);
		Files.createDirectories(file.getParent());
		Files.write(file, bytes);
		return in(name);
	}

	String write(final String name, final String text) throws IOException {
		return write(name, text.getBytes(StandardCharsets.UTF_8));
	}

	/** Makes a folder among the input; returns its path. */
	String folder(final String name) throws IOException {
		Files.createDirectories(in.resolve(name));
		return in(name);
	}

	/** Makes a pipe that nobody writes to. */
	static void pipe(final Path path) throws IOException, InterruptedException {
		final int code = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor();
		if (code != 0) throw new IOException("mkfifo " + path);
	}

	/** Sets a system property for this call. */
	void property(final String key, final String value) {
		properties.put(key, value);
	}

	Map<String, String> properties() {
		return properties;
	}

	/**
	 * The call shall have a process of its own.
	 *
	 * @param pairs names and values of environment variables
	 */
	void ownProcess(final String... pairs) {
		environment = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2)
			environment.put(pairs[i], pairs[i + 1]);
	}

	/** The same call shall be made again, and make the same. */
	void twice() {
		twice = true;
	}

	boolean isTwice() {
		return twice;
	}

	/** The same call shall be made by two processes at once: one of them must succeed. */
	void together() {
		ownProcess();
		together = true;
	}

	boolean isTogether() {
		return together;
	}

	/** Files shall have at most so many blocks of 512 bytes, as where the disk is full; needs a process of its own. */
	void fileBlocks(final int blocks) {
		fileBlocks = blocks;
	}

	/** 0 for any number. */
	int fileBlocks() {
		return fileBlocks;
	}

	/** Null if the call needs no process of its own. */
	Map<String, String> environment() {
		return environment;
	}

	/** Standard output shall go to a file such as /dev/full. */
	void standardOutput(final String file) {
		standardOutput = file;
	}

	/** Null if it is to be looked at. */
	String standardOutput() {
		return standardOutput;
	}
}
