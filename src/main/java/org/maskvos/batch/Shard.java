package org.maskvos.batch;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a list that different processes work on: of {@code count}
 * consecutive entries each shard has one.
 *
 * @param index 1 to {@code count}
 * @param count 1 or more
 */
public record Shard(int index, int count) {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

	/**
	 * @throws IllegalArgumentException if there is no such shard; the message names
	 *           the setting
	 */
	public Shard {
		if (count < 1 || index < 1 || index > count) throw new IllegalArgumentException(
			"shard must be I/N with I from 1 to N, such as 2/8, not " + index + "/" + count + ".");
	}

	/** The whole list. */
	public static Shard all() {
		return new Shard(1, 1);
	}

	/**
	 * @param text such as {@code 2/8}
	 * @throws IllegalArgumentException if it is not of this form
	 */
	public static Shard parse(final String text) {
		final Matcher matcher = TEXT.matcher(text.trim());
		if (!matcher.matches()) throw new IllegalArgumentException(
			"shard must be I/N with I from 1 to N, such as 2/8, not \"" + text + "\".");
		return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	/** Whether there is no other. */
	public boolean isAll() {
		return count == 1;
	}

	/** This shard's entries, in their order. */
	<T> List<T> of(final List<T> entries) {
		return IntStream.range(0, entries.size()).filter(i -> i % count == index - 1).mapToObj(entries::get).toList();
	}
}
