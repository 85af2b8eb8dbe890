package org.maskvos.batch;

/** Says nothing. */
class QuietProgress implements BatchProgress {

	@Override
	public void remark(final String sentence) {}

	@Override
	public void finished(final MovieItem movie, final Outcome outcome, final MovieRecord record, final int number,
		final int total)
	{}

	@Override
	public void report(final String status, final int done, final int total) {}

	@Override
	public boolean isCanceled() {
		return false;
	}
}
