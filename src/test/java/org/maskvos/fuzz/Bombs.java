package org.maskvos.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Few bytes that become many. */
final class Bombs {

	private static final byte[] MEGABYTE = new byte[1 << 20];

	private Bombs() {}

	static byte[] zlib(final int megabytes) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
			for (int i = 0; i < megabytes; i++)
				zlib.write(MEGABYTE);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return out.toByteArray();
	}

	static byte[] gzip(final int megabytes) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			for (int i = 0; i < megabytes; i++)
				gzip.write(MEGABYTE);
		}
		return out.toByteArray();
	}

	static byte[] zip(final String entry, final int megabytes) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry(entry));
			for (int i = 0; i < megabytes; i++)
				zip.write(MEGABYTE);
		}
		return out.toByteArray();
	}
}
