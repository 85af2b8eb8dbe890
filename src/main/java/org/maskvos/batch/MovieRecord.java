package org.maskvos.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

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
	String modelChecksum, Map<String, String> environment, String device, int frames, int objects, double seconds,
	double framesPerSecond, Map<String, Long> outputs)
{

	private static final String SUFFIX = "-vos.json";

	/** How a movie ended. */
	public enum Status {
		@JsonProperty("done")
		DONE, //
		@JsonProperty("failed")
		FAILED
	}

	/** @return null if there is none */
	static MovieRecord read(final Path results, final String name) throws IOException {
		return JsonFile.read(results.resolve(name + SUFFIX), MovieRecord.class);
	}

	void write(final Path results) throws IOException {
		JsonFile.write(results.resolve(movie.name() + SUFFIX), this);
	}

	/** From now on nothing is known of the movie. */
	static void delete(final Path results, final String name) throws IOException {
		Files.deleteIfExists(results.resolve(name + SUFFIX));
	}

	@JsonIgnore
	public boolean isDone() {
		return status == Status.DONE;
	}

	/** Whether the same movie would give these outputs again, which are all there. */
	boolean isComplete(final MovieItem item, final Map<String, Object> wanted, final String checksum, final Path results)
		throws IOException
	{
		if (!isDone() || !item.equals(movie) || !checksum.equals(modelChecksum)) return false;
		if (!JsonFile.text(wanted).equals(JsonFile.text(settings))) return false;
		for (final Map.Entry<String, Long> output : outputs.entrySet()) {
			final Path file = results.resolve(output.getKey());
			if (!Files.exists(file) || Source.of(file).bytes() != output.getValue()) return false;
		}
		return true;
	}

	/** Whether another movie was made by the same version, model and settings; annotations are each movie's own. */
	boolean isLike(final MovieRecord other) throws IOException {
		return modelChecksum.equals(other.modelChecksum) && environment.get("maskvos").equals(other.environment.get(
			"maskvos")) && JsonFile.text(common(settings)).equals(JsonFile.text(common(other.settings)));
	}

	private static Map<String, Object> common(final Map<String, Object> settings) {
		final Map<String, Object> common = new TreeMap<>(settings);
		common.keySet().removeIf(key -> key.startsWith("annotations"));
		return common;
	}
}
