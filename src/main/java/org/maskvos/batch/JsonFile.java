package org.maskvos.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.maskvos.files.InputException;
import org.maskvos.files.Inputs;
import org.maskvos.files.PartFile;
import org.maskvos.movie.MovieException;

/** What is remembered between runs, as JSON. */
final class JsonFile {

	private static final JsonMapper JSON = JsonMapper.builder() //
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS) //
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

	/** What is remembered of some hundred thousand movies. */
	private static final int MOST = 1 << 27;

	private JsonFile() {}

	/**
	 * @return what the file says; null if it is not there
	 * @throws MovieException if it cannot be read or understood; the message names it
	 */
	static <T> T read(final Path file, final Class<T> type) throws MovieException {
		if (!Files.isRegularFile(file)) return null;
		try {
			final T value = JSON.readValue(Inputs.read(file, MOST), type);
			if (value != null) return value;
			throw new MovieException(file + " is damaged: it says nothing.");
		}
		catch (final JsonProcessingException e) {
			throw new MovieException(file + " is damaged, or written by another version: " + place(e) + " makes no sense.",
				e);
		}
		catch (final StackOverflowError e) {
			throw new MovieException(file + " is damaged: its values lie in each other without end.", e);
		}
		catch (final MovieException e) {
			throw e;
		}
		catch (final InputException e) {
			throw new MovieException(e.getMessage(), e);
		}
		catch (final IOException e) {
			throw new MovieException(file + " cannot be read: " + e.getMessage() + ".", e);
		}
	}

	/** The file is absent, old, or whole, whoever is killed meanwhile. */
	static void write(final Path file, final Object value) throws IOException {
		PartFile.write(file, text(value) + "\n");
	}

	/** Where it is wrong: Jackson's own words are about classes. */
	private static String place(final JsonProcessingException e) {
		final List<Reference> path = e instanceof final JsonMappingException mapping ? mapping.getPath() : List.of();
		if (path.isEmpty()) return e.getLocation() == null ? "its content" : "line " + e.getLocation().getLineNr();
		return "its entry " + path.stream().map(entry -> entry.getFieldName() == null ? String.valueOf(entry.getIndex() + 1)
			: entry.getFieldName()).collect(Collectors.joining("."));
	}

	/** The same for equal values; a number that was read may be of another type than the one that was written. */
	static String text(final Object value) throws JsonProcessingException {
		return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
	}

}
