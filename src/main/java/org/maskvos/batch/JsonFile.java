package org.maskvos.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.maskvos.movie.PartFile;

/** Small text files that are either absent, old, or whole, whoever is killed while writing them. */
final class JsonFile {

	private static final JsonMapper JSON = JsonMapper.builder() //
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS) //
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE) //
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

	private JsonFile() {}

	/**
	 * @return what the file says; null if it is not there or cannot be understood
	 */
	static <T> T read(final Path file, final Class<T> type) throws IOException {
		if (!Files.isRegularFile(file)) return null;
		try {
			return JSON.readValue(file.toFile(), type);
		}
		catch (final JsonProcessingException e) {
			return null;
		}
	}

	static void write(final Path file, final Object value) throws IOException {
		PartFile.write(file, text(value) + "\n");
	}

	/** The same for equal values; a number that was read may be of another type than the one that was written. */
	static String text(final Object value) throws JsonProcessingException {
		return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
	}

}
