package org.maskvos.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Names beside a target, hidden as Unix does it, which nobody can foresee: {@code .NAME.RANDOM.part} for what is in
 * the making, {@code .NAME.RANDOM.old} for what it replaces, and the one name {@code .NAME.lock}.
 */
final class HiddenNames {

	/** File systems know names of 255 bytes; longer ones are cut, and told apart by a checksum. */
	private static final int LONGEST = 200, KEPT = 40;

	private final Path target;
	private final String prefix;

	/** @param target absolute */
	HiddenNames(final Path target) {
		this.target = target;
		final String name = Titles.of(target);
		final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		prefix = "." + (bytes.length <= LONGEST ? name : name.substring(0, name.offsetByCodePoints(0, KEPT)) + Long
			.toHexString(crc.getValue())) + ".";
	}

	/** The same for all who write to the target. */
	Path lock() {
		return target.resolveSibling(prefix + "lock");
	}

	/** A new name for a result in the making. */
	Path part() {
		return random(".part");
	}

	/** A new name for what is replaced. */
	Path old() {
		return random(".old");
	}

	/**
	 * Removes what a killed process left in the making. What it had put aside goes back to its place if nothing came
	 * there.
	 */
	void clean() throws IOException {
		final Pattern name = Pattern.compile(Pattern.quote(prefix) + "[0-9a-f]{16}\\.(part|old)", Pattern.DOTALL);
		final List<Path> left;
		try (Stream<Path> all = Files.list(target.getParent())) {
			left = all.filter(path -> name.matcher(Titles.of(path)).matches()).toList();
		}
		for (final Path path : left)
			if (Titles.of(path).endsWith(".old") && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) Files.move(path,
				target);
			else Leftovers.delete(path);
	}

	private Path random(final String suffix) {
		return target.resolveSibling(prefix + String.format("%016x", new SecureRandom().nextLong()) + suffix);
	}
}
