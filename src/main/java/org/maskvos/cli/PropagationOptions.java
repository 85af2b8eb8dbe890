package org.maskvos.cli;

import org.maskvos.propagation.MemoryOptions.Kind;
import org.maskvos.propagation.MemoryOptions;
import org.maskvos.vos.stcn.StcnOptions.Contrast;
import org.maskvos.vos.stcn.StcnOptions.Direction;
import org.maskvos.vos.stcn.StcnOptions;

import picocli.CommandLine.Option;

/** The options about how labels travel. */
final class PropagationOptions {

	private static final MemoryOptions MEMORY = MemoryOptions.defaults();

	@Option(names = "--memory", paramLabel = "M",
		description = "every: nothing is forgotten; bounded (default): a random frame is replaced; bounded_pixels: random pixels are.")
	private Kind memory = MEMORY.kind();

	@Option(names = "--memory-every", paramLabel = "N", description = "Every so many frames one is remembered; default ${DEFAULT-VALUE}.")
	private int memoryEvery = MEMORY.every();

	@Option(names = "--memory-size", paramLabel = "N", description = "Frames that a bounded memory holds; default ${DEFAULT-VALUE}.")
	private int memorySize = MEMORY.size();

	@Option(names = "--recent", paramLabel = "N", description = "Last frames that are remembered besides; default ${DEFAULT-VALUE}.")
	private int recent = MEMORY.recent();

	@Option(names = "--top-k", paramLabel = "K", description = "Remembered places that a pixel looks at; default ${DEFAULT-VALUE}.")
	private int topK = MEMORY.topK();

	@Option(names = "--slots", paramLabel = "N", description = "Masks per frame; more objects share them. Default ${DEFAULT-VALUE}.")
	private int slots = MEMORY.slots();

	@Option(names = "--unpinned", description = "Annotated frames may be replaced as well.")
	private boolean unpinned;

	@Option(names = "--seed", paramLabel = "S", description = "Of what is replaced; default ${DEFAULT-VALUE}.")
	private long seed = MEMORY.seed();

	@Option(names = "--passes", paramLabel = "P",
		description = "Over the movie; those before the last collect memories. Default 1.")
	private int passes = 1;

	@Option(names = "--direction", paramLabel = "D", description = "both (default), forward or backward.")
	private Direction direction = Direction.BOTH;

	@Option(names = "--resolution", paramLabel = "R",
		description = "Shorter side in pixels at which the network sees frames; 0 (default): what the model needs.")
	private int resolution;

	@Option(names = "--contrast", paramLabel = "C",
		description = "auto (default): grey frames are stretched; none: intensities from 0 to 255 as they are.")
	private Contrast contrast = Contrast.AUTO;

	@Option(names = "--divisions", description = "Parts of an object become objects of their own, with a parent.")
	private boolean divisions;

	/** Adds these to other settings. */
	StcnOptions apply(final StcnOptions options) {
		return options.withMemory(MEMORY.withKind(memory).withEvery(memoryEvery).withSize(memorySize).withRecent(recent)
			.withTopK(topK).withSlots(slots).withPinned(!unpinned).withSeed(seed)).withPasses(passes).withDirection(direction)
			.withResolution(resolution).withContrast(contrast).withDivisions(divisions);
	}
}
