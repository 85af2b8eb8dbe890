package org.maskvos.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.files.OutputException;
import org.maskvos.io.LabelMovies;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieInfo;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.LabelOutputs;

/**
 * Writes every kind of result, in a process of its own: FOLDER INPUTS. Among the inputs are labels.tif and movie.tif; a
 * line on standard output for each result: target, exit code, message.
 */
final class EveryOutput {

	/** Noise, which nothing compresses, so that every kind of file becomes large. */
	static final MovieInfo INFO = new MovieInfo("noise", 1024, 1024, 1, 4, Axis.TIME, FrameCalibration.uncalibrated());

	/** Of an object, in px. */
	private static final int SIDE = 80;

	private EveryOutput() {}

	public static void main(final String... args) {
		final Path folder = Path.of(args[0]), inputs = Path.of(args[1]);
		final String labels = inputs.resolve("labels.tif").toString(), movie = inputs.resolve("movie.tif").toString();
		for (final String target : new String[] { "set.zip", "table.csv", "film.avi", "pictures", "01_RES", "davis" }) {
			final String format = switch (target) {
				case "set.zip" -> "rois";
				case "table.csv" -> "table";
				case "01_RES" -> "ctc";
				case "davis" -> "davis";
				default -> "overlay";
			};
			run(target, "export", labels, "-o", folder.resolve(target).toString(), "--format", format, "--movie", movie);
		}
		run("simulated.tif", "simulate", "-o", folder.resolve("simulated.tif").toString(), "--truth", folder.resolve(
			"truth.tif").toString(), "--frames", "20", "--width", "128", "--height", "128", "--cells", "4");
		for (final String target : new String[] { "result.tif", "result.zarr" })
			try (LabelOutputs outputs = LabelOutputs.open(folder.resolve(target), folder.resolve("result.csv"), INFO)) {
				final Lineage lineage = new Lineage();
				for (int t = 0; t < INFO.frames(); t++)
					outputs.accept(new FrameResult(t, noise(t), ArrayImgs.floats(INFO.width(), INFO.height(), 1), lineage));
				outputs.commit(lineage, "");
				System.out.println(target + "\t0\t");
			}
			catch (final IOException e) {
				System.out.println(target + "\t" + (e instanceof OutputException ? 1 : 2) + "\tmaskvos: " + e.getMessage());
			}
	}

	/**
	 * A process that does it.
	 *
	 * @param limit of the size of files, in blocks of the shell's
	 */
	static ProcessBuilder process(final Path folder, final Path inputs, final String limit) {
		return new ProcessBuilder("sh", "-c", "ulimit -f " + limit + "; exec \"$@\"", "sh", Path.of(System.getProperty(
			"java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
			"-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), EveryOutput.class.getName(), folder
				.toString(), inputs.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
	}

	/** Labels of many objects. */
	static void write(final Path target) throws IOException {
		try (LabelSink sink = LabelMovies.sink(target, INFO, "")) {
			for (int t = 0; t < INFO.frames(); t++)
				sink.write(noise(t));
			sink.commit();
		}
	}

	/** Objects with many holes: labels that no file holds in little room. */
	private static ArrayImg<IntType, IntArray> noise(final int t) {
		final Random random = new Random(t);
		final int[] ids = new int[INFO.width() * INFO.height()];
		for (int y = 0; y < INFO.height(); y++)
			for (int x = 0; x < INFO.width(); x++)
				if (random.nextInt(4) > 0) ids[y * INFO.width() + x] = 1 + y / SIDE * (INFO.width() / SIDE) + Math.min(x / SIDE,
					INFO.width() / SIDE - 1);
		return ArrayImgs.ints(ids, INFO.width(), INFO.height());
	}

	private static void run(final String target, final String... arguments) {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final int code = Main.run(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err), () -> false,
			arguments);
		System.out.println(target + "\t" + code + "\t" + err.toString().strip().replace('\n', '|'));
	}
}
