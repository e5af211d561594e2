package dev.missioncontrol.invite.api.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * The newest changes of one organization, for all of its readers who have seen the
 * others. Keeps the last page only: who is slower than that reads for himself. Not safe
 * for use by several threads.
 */
final class Feed {

	/** Readers who wait for more. */
	private final List<Waiting> waiting = new ArrayList<>();

	/** Where the last page began; from there on everything is known. */
	private ChangePosition known;

	/** Up to where everything is known. */
	private ChangePosition position;

	private @Nullable ChangePage last;

	Feed(ChangePosition position) {
		this.known = position;
		this.position = position;
	}

	ChangePosition position() {
		return this.position;
	}

	/** Whether what follows this position can be told without a look. */
	boolean knows(ChangePosition after) {
		return this.known.isOf(after) && !after.isBefore(this.known);
	}

	/** What follows a position that is known; empty when that is nothing yet. */
	Optional<ChangePage> after(ChangePosition position) {
		return Optional.ofNullable(this.last)
			.map((page) -> page.after(position))
			.filter((page) -> !page.changes().isEmpty());
	}

	void add(Waiting reader) {
		this.waiting.add(reader);
	}

	void remove(Waiting reader) {
		this.waiting.remove(reader);
	}

	/** Takes what a look from this feed's position gave. */
	List<Woken> take(ChangePage page) {
		boolean sameLedger = page.horizon().isOf(this.position);
		if (!sameLedger || !page.changes().isEmpty()) {
			this.known = sameLedger ? this.position : page.horizon();
			this.last = sameLedger ? page : null;
		}
		this.position = sameLedger ? page.end() : page.horizon();
		List<Woken> woken = new ArrayList<>();
		Iterator<Waiting> readers = this.waiting.iterator();
		while (readers.hasNext()) {
			Waiting reader = readers.next();
			ChangePage news = sameLedger ? page.after(reader.after()) : page;
			if (!sameLedger || !news.changes().isEmpty()) {
				readers.remove();
				woken.add(new Woken(reader, news));
			}
		}
		return woken;
	}

	/** A reader who has seen all there is. */
	record Waiting(ChangePosition after, MonoSink<ChangePage> sink) {
	}

	/** A reader who waits no longer, and what for. */
	record Woken(Waiting reader, ChangePage news) {

		void tell() {
			this.reader.sink().success(this.news);
		}

	}

}
