package org.maskvos.concurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Work space for things that are made in order and used for a while: allocated
 * once, written again when {@code size} others have been made. One thread asks.
 */
public final class BufferPool<T> {

	/** Makes a space. */
	@FunctionalInterface
	public interface Allocator<T, E extends Exception> {

		T allocate() throws E;
	}

	private final List<T> spaces = new ArrayList<>();
	private int next;

	/** @param size one more than how many made before it are in use while one is made */
	public <E extends Exception> BufferPool(final int size, final Allocator<T, E> allocator) throws E {
		for (int i = 0; i < size; i++)
			spaces.add(allocator.allocate());
	}

	/** The space that was given out longest ago. */
	public T next() {
		final T space = spaces.get(next);
		next = (next + 1) % spaces.size();
		return space;
	}

	/** All spaces. */
	public List<T> all() {
		return Collections.unmodifiableList(spaces);
	}
}
