package org.maskvos.vos;

import java.io.IOException;

/** Receives the frames of a result in time order, as they are made. */
@FunctionalInterface
public interface FrameConsumer {

	void accept(FrameResult result) throws IOException;
}
