package org.maskvos.command;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Tells why a command of ours failed, after all other post-processors: what results there are have been opened, and
 * the recorder has written the line with its keys.
 */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.LAST)
public final class FailureTeller extends AbstractPostprocessorPlugin {

	// -- ModuleProcessor methods --

	@Override
	public void process(final Module module) {
		if (module.getDelegateObject() instanceof MaskVosCommand command) command.tellFailure(true);
	}
}
