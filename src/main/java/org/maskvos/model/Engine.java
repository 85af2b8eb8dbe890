package org.maskvos.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;

/**
 * ONNX Runtime on one device: loads the graphs of model packages, owns them,
 * and keeps the time during which they run.
 *
 * <pre>
 * try (Engine engine = Engine.open(Device.AUTO, 0)) {
 * 	Graph flow = engine.load(modelPackage, LearnedFlow.CONTRACT);
 * 	...
 * }
 * </pre>
 */
public final class Engine implements AutoCloseable {

	private final OrtEnvironment environment;
	private final boolean cuda;
	private final int threads;
	private final String description;
	/** Loaded from any thread. */
	private final List<OrtGraph> graphs = Collections.synchronizedList(new ArrayList<>());
	private final BusyTime busy = new BusyTime();

	private Engine(final OrtEnvironment environment, final boolean cuda, final int threads, final String why) {
		this.environment = environment;
		this.cuda = cuda;
		this.threads = threads;
		this.description = (cuda ? "GPU (CUDA)" : "CPU (" + threads + (threads == 1 ? " thread" : " threads") + ")") +
			": " + why;
	}

	// -- Opening --

	/**
	 * @param device where to run
	 * @param threads of the CPU; 0 for all processors
	 * @throws ModelException if ONNX Runtime does not work on this computer, or
	 *           the GPU is asked for and CUDA cannot be used
	 */
	public static Engine open(final Device device, final int threads) throws ModelException {
		final int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
		final OrtEnvironment environment = OrtRuntime.environment();
		if (device == Device.CPU) return new Engine(environment, false, count, "as asked");
		final String problem = cudaProblem();
		if (problem == null) return new Engine(environment, true, count, device == Device.GPU ? "as asked"
			: "CUDA can be used");
		if (device == Device.GPU) throw new ModelException("The GPU cannot be used: " + problem + ".");
		return new Engine(environment, false, count, problem);
	}

	/**
	 * The version of ONNX Runtime.
	 *
	 * @throws IllegalStateException if ONNX Runtime does not work on this computer
	 */
	public static String version() {
		try {
			return OrtRuntime.environment().getVersion();
		}
		catch (final ModelException e) {
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	/** Of the CPU, for all graphs together. */
	public int threads() {
		return threads;
	}

	/** What runs, and why: "CPU (2 threads): this ONNX Runtime has no CUDA provider". */
	public String description() {
		return description;
	}

	// -- Graphs --

	/** Loads a graph that may use all threads. */
	public Graph load(final ModelPackage models, final GraphContract contract) throws ModelException {
		return load(models, contract, threads);
	}

	/**
	 * Loads a graph and checks it against its contract.
	 *
	 * @param share of the threads, for a graph that runs beside others
	 * @return the graph, closed with this engine
	 * @throws ModelException if the file is missing, damaged, not an ONNX model, or
	 *           has other tensors than the contract; the message names the file
	 */
	public Graph load(final ModelPackage models, final GraphContract contract, final int share) throws ModelException {
		return load(models.bytes(contract.name()), contract, models.describe(contract.name()), share);
	}

	/**
	 * Loads a graph that is part of the program.
	 *
	 * @param file its ONNX file
	 */
	public Graph load(final URL file, final GraphContract contract) throws ModelException {
		try (InputStream in = file.openStream()) {
			return load(in.readAllBytes(), contract, file.toString(), threads);
		}
		catch (final ModelException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new ModelException("The plugin's jar is damaged: " + file + " cannot be read.", e);
		}
	}

	private Graph load(final byte[] bytes, final GraphContract contract, final String file, final int share)
		throws ModelException
	{
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
			options.setIntraOpNumThreads(share);
			options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
			// waiting threads must not take the processor from the Java side
			options.addConfigEntry("session.intra_op.allow_spinning", "0");
			if (cuda) {
				options.addCUDA(0);
				// convolutions of 8 bits are for CPUs: unpack their weights once, when loading
				options.addConfigEntry("session.disable_quant_qdq", "1");
			}
			final OrtGraph graph = new OrtGraph(environment.createSession(bytes, options), contract, file, busy);
			graphs.add(graph);
			graph.check();
			return graph;
		}
		catch (final OrtException e) {
			throw new ModelException("The model file " + file + " is not an ONNX model that ONNX Runtime " + environment
				.getVersion() + " can load.", e);
		}
	}

	/** Wall time during which at least one graph of this engine ran, in seconds. */
	public double seconds() {
		return busy.seconds();
	}

	@Override
	public void close() {
		graphs.forEach(OrtGraph::close);
		graphs.clear();
	}

	// -- Helper methods --

	/** Why CUDA cannot be used, or null. */
	private static String cudaProblem() throws ModelException {
		final EnumSet<OrtProvider> providers = OrtEnvironment.getAvailableProviders();
		if (!providers.contains(OrtProvider.CUDA)) return "this ONNX Runtime has no CUDA provider";
		OrtRuntime.unpackCuda();
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
			options.addCUDA(0);
			return null;
		}
		catch (final OrtException e) {
			return "CUDA cannot be started (" + e.getMessage().lines().findFirst().orElse("") + ")";
		}
	}
}
