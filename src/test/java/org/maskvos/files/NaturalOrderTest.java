package org.maskvos.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NaturalOrderTest {

	@Test
	void numbersAreComparedAsNumbers() {
		check("1.tif", "2.tif", "10.tif");
		check("frame2.tif", "frame10.tif", "frame010b.tif", "frame100.tif");
		check("a1_t2.png", "a1_t10.png", "a2_t1.png");
		check("t", "t0", "T1", "t00002", "t20230101123456789012");
	}

	private static void check(final String... names) {
		final List<String> expected = List.of(names);
		final List<String> reversed = expected.stream().collect(Collectors.toList());
		Collections.reverse(reversed);
		reversed.sort(new NaturalOrder());
		assertEquals(expected, reversed);
	}
}
