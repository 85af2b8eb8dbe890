package org.maskvos.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.maskvos.movie.MovieException;

/**
 * What became of a movie: the content of its {@code -vos.json}. It is written
 * last, so where it says "done" all its outputs are complete.
 *
 * @param movie which one
 * @param status done or failed
 * @param reason why it failed, in one sentence; empty if it did not
 * @param settings all that the labels depend on besides movie and model
 * @param model id of the model package
 * @param modelChecksum SHA-256 over its graphs
 * @param environment versions and system, by name
 * @param device what the networks ran on, and why; empty if they did not
 * @param frames of the movie
 * @param objects of all frames
 * @param seconds wall time, from opening the movie to the last output
 * @param framesPerSecond over that time
 * @param outputs files and folders beside this one, with their size in bytes
 */
public record MovieRecord(MovieItem movie, Status status, String reason, Map<String, Object> settings, String model,
		@JsonProperty("model_checksum") String modelChecksum, Map<String, String> environment, String device, int frames,
		int objects, double seconds, @JsonProperty("frames_per_second") double framesPerSecond, Map<String, Long> outputs) {

	private static final String SUFFIX = "-vos.json";

	/** NB: what JSON lacks would be null. */
	public MovieRecord {
		for (final Object part : Arrays.asList(movie, status, reason, settings, model, modelChecksum, environment, device,
			outputs))
			Objects.requireNonNull(part, "something is missing");
		for (final Map.Entry<String, Long> output : outputs.entrySet())
			if (output.getValue() == null || output.getKey().matches("(?s).*[/\\x00].*")) throw new IllegalArgumentException(
				"its outputs are not files with sizes");
	}

	/** How a movie ended. */
	public enum Status {
			@JsonProperty("done")
			DONE, //
			@JsonProperty("failed")
			FAILED
	}

	/** Where the record of a movie is. */
	static Path file(final Path results, final String name) {
		return results.resolve(name + SUFFIX);
	}

	/**
	 * @return null if there is none
	 * @throws MovieException if it cannot be understood; the message names it
	 */
	static MovieRecord read(final Path results, final String name) throws MovieException {
		return JsonFile.read(file(results, name), MovieRecord.class);
	}

	/** @throws MovieException if it cannot be written; the message names it */
	void write(final Path results) throws IOException {
		JsonFile.write(file(results, movie.name()), this);
	}

	@JsonIgnore
	public boolean isDone() {
		return status == Status.DONE;
	}

	/** Whether it tells of the same movie, labelled with the same settings by the same model. */
	boolean isOf(final MovieItem item, final Map<String, Object> wanted, final String checksum) throws IOException {
		return item.equals(movie) && checksum.equals(modelChecksum) && JsonFile.text(wanted).equals(JsonFile.text(
			settings));
	}

	/** Whether all that it tells of is there. */
	boolean isComplete(final Path results) throws IOException {
		for (final Map.Entry<String, Long> output : outputs.entrySet()) {
			final Path file = results.resolve(output.getKey());
			if (!Files.exists(file) || Source.of(file).bytes() != output.getValue()) return false;
		}
		return true;
	}

	/** Whether a file beside the record is one of its outputs. */
	boolean tellsOf(final Path file) {
		return outputs.containsKey(file.getFileName().toString());
	}

	/** Whether another movie was made by the same version, model and settings; annotations are each movie's own. */
	boolean isLike(final MovieRecord other) throws IOException {
		return modelChecksum.equals(other.modelChecksum) && Objects.equals(environment.get("maskvos"), other.environment
			.get("maskvos")) && JsonFile.text(common(settings)).equals(JsonFile.text(common(other.settings)));
	}

	private static Map<String, Object> common(final Map<String, Object> settings) {
		final Map<String, Object> common = new TreeMap<>(settings);
		common.keySet().removeIf(key -> key.startsWith("annotations"));
		return common;
	}
}
