package org.maskvos.frames;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.maskvos.model.ModelException;

/**
 * Work space for things that are made in order and used for a while: allocated
 * once, written again when {@code size} others have been made. One thread asks.
 */
public final class BufferPool<T> {

	/** Makes a space. */
	@FunctionalInterface
	public interface Allocator<T> {

		T allocate() throws ModelException;
	}

	private final List<T> spaces = new ArrayList<>();
	private int next;

	/** @param size one more than how many made before it are in use while one is made */
	public BufferPool(final int size, final Allocator<T> allocator) throws ModelException {
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
