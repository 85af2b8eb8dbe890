package org.maskvos.drawing;

import java.awt.image.BufferedImage;

/** Writes numbers without fonts, which a cluster's Java may not have. */
final class TinyDigits {

	private static final int WIDTH = 3, HEIGHT = 5;

	/** The digits 0 to 9: rows from top to bottom, three bits each. */
	private static final int[] GLYPHS = { 0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111,
		0b111_001_111_001_111, 0b101_101_111_001_001, 0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010,
		0b111_101_111_101_111, 0b111_101_111_001_111 };

	private TinyDigits() {}

	/**
	 * Writes a number with a dark rim.
	 *
	 * @param centerX of the text
	 * @param centerY of the text
	 * @param size of a dot of the glyphs, in px
	 * @param rgb colour
	 */
	static void draw(final BufferedImage image, final int number, final int centerX, final int centerY, final int size,
		final int rgb)
	{
		final String text = Integer.toString(number);
		final int left = centerX - (text.length() * (WIDTH + 1) - 1) * size / 2;
		final int top = centerY - HEIGHT * size / 2;
		for (int rim = 1; rim >= 0; rim--) {
			for (int i = 0; i < text.length(); i++)
				drawDigit(image, text.charAt(i) - '0', left + i * (WIDTH + 1) * size, top, size, rim, //
					rim > 0 ? 0 : rgb);
		}
	}

	// -- Helper methods --

	private static void drawDigit(final BufferedImage image, final int digit, final int left, final int top,
		final int size, final int rim, final int rgb)
	{
		for (int row = 0; row < HEIGHT; row++)
			for (int column = 0; column < WIDTH; column++)
				if ((GLYPHS[digit] >> (HEIGHT - 1 - row) * WIDTH + WIDTH - 1 - column & 1) == 1) //
					fill(image, left + column * size - rim, top + row * size - rim, size + 2 * rim, rgb);
	}

	private static void fill(final BufferedImage image, final int left, final int top, final int size, final int rgb) {
		for (int y = Math.max(0, top); y < Math.min(image.getHeight(), top + size); y++)
			for (int x = Math.max(0, left); x < Math.min(image.getWidth(), left + size); x++)
				image.setRGB(x, y, rgb);
	}
}
