package org.maskvos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.maskvos.files.Leftovers;

/** A program that never heeds the wish to stop; its argument is an unfinished file. */
final class StuckMain {

	private StuckMain() {}

	public static void main(final String... args) throws IOException {
		new Interruption();
		final Path part = Path.of(args[0]);
		Leftovers.add(part);
		Files.writeString(part, "half");
		System.out.println("stuck");
		for (;;) {
			try {
				new CountDownLatch(1).await();
			}
			catch (final InterruptedException e) {
				// NB: like a reader in the middle of a system call
			}
		}
	}
}
