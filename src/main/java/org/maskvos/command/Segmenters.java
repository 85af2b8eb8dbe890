package org.maskvos.command;

import java.io.IOException;
import java.util.List;

import org.maskvos.batch.Labeler;
import org.maskvos.batch.SegmentLabeler;
import org.maskvos.model.ModelException;
import org.maskvos.model.ModelLibrary;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.maskvos.MaskVos;
import org.maskvos.vos.maskvos.MaskVosOptions;

/**
 * Where {@link SegmentCommand} and {@link BatchCommand} get their models and their segmenter. Tests bring
 * their own, which need no network.
 */
interface Segmenters {

	/** Ids of the installed models that can segment. */
	List<String> models() throws ModelException;

	/** Loads a segmenter. */
	Segmenter open(MaskVosOptions options) throws IOException;

	/**
	 * For many movies, loaded when the first one needs it.
	 *
	 * @throws ModelException if there is no such model package
	 */
	Labeler labeler(MaskVosOptions options) throws ModelException;

	/** The real ones. */
	static Segmenters standard() {
		return new Segmenters() {

			@Override
			public List<String> models() throws ModelException {
				final ModelLibrary library = ModelLibrary.standard();
				return library.ids().stream().filter(id -> canSegment(library, id)).toList();
			}

			@Override
			public Segmenter open(final MaskVosOptions options) throws IOException {
				return MaskVos.open(options);
			}

			@Override
			public Labeler labeler(final MaskVosOptions options) throws ModelException {
				return new SegmentLabeler(options);
			}
		};
	}

	private static boolean canSegment(final ModelLibrary library, final String id) {
		try {
			return library.find(id).info().kind().contains("maskvos");
		}
		catch (final ModelException exc) {
			return true; // NB: Whoever chooses it is told what is wrong with it.
		}
	}
}
