package org.maskvos.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What options records say of themselves. */
@Tag("unit")
class SettingsTest {

	enum Colour {
			RED, DARK_BLUE
	}

	record Inner(@Setting(name = "inner_size", min = 1, max = 10, meaning = "A size.") int size) {

		Inner {
			Settings.check(Inner.class, size);
		}
	}

	record Options(Inner inner, @Setting(min = 3, max = 9.5, zero = "estimate",
		meaning = "A length.") double objectLength, @Setting(meaning = "A colour.") Colour colour, @Setting(decides = false,
			min = 0, max = 8, meaning = "Threads.") int threads, @Setting(meaning = "A seed.") long seed, @Setting(
				meaning = "A switch.") boolean on) {

		Options {
			Settings.check(Options.class, inner, objectLength, colour, threads, seed, on);
		}
	}

	private static final Options DEFAULTS = new Options(new Inner(2), 0, Colour.RED, 0, 7, false);

	@Test
	void copiesAreChangedByName() {
		assertEquals(new Options(new Inner(2), 4.5, Colour.RED, 0, 7, false), Settings.with(DEFAULTS, "object_length",
			4.5));
		assertEquals(new Options(new Inner(9), 0, Colour.RED, 0, 7, false), Settings.with(DEFAULTS, "inner_size", 9.0));
		assertEquals(Colour.DARK_BLUE, Settings.with(DEFAULTS, "colour", " Dark_Blue ").colour());
		assertEquals(1L << 40, Settings.with(DEFAULTS, "seed", 1L << 40).seed());
		assertTrue(Settings.with(DEFAULTS, "on", true).on());
	}

	@Test
	void whatIsOutOfRangeIsNamed() {
		assertEquals("object_length must be 0 (estimate) or 3 to 9.5, not 2.0.", refused("object_length", 2.0));
		assertEquals("object_length must be 0 (estimate) or 3 to 9.5, not NaN.", refused("object_length", Double.NaN));
		assertEquals("inner_size must be 1 to 10, not 1.5.", refused("inner_size", 1.5));
		assertEquals("inner_size must be 1 to 10, not 0.", refused("inner_size", 0));
		assertEquals("threads must be a number 0 to 8.", refused("threads", null));
		assertEquals("colour must be red, dark_blue, not \"green\".", refused("colour", "green"));
		assertEquals("There is no setting size in Options.", refused("size", 3));
		assertThrows(IllegalArgumentException.class, () -> new Options(new Inner(2), 0, Colour.RED, -1, 7, false));
	}

	@Test
	void whatLabelsDependOnIsListedInOrder() {
		final Map<String, Object> values = Settings.deciding(DEFAULTS);
		assertEquals(List.of("inner_size", "object_length", "colour", "seed", "on"), List.copyOf(values.keySet()));
		assertEquals(List.of(2, 0.0, "red", 7L, false), List.copyOf(values.values()));
	}

	private static String refused(final String name, final Object value) {
		return assertThrows(IllegalArgumentException.class, () -> Settings.with(DEFAULTS, name, value), name).getMessage();
	}
}
