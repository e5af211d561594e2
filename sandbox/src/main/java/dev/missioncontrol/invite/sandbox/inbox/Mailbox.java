package dev.missioncontrol.invite.sandbox.inbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The newest e-mails, in memory: they hold links that let people in, and what is not on
 * disk can neither leak nor pile up there. Safe for use by several threads.
 */
final class Mailbox {

	static final int CAPACITY = 500;

	private final Deque<Mail> newestFirst = new ArrayDeque<>();

	private long lastId;

	synchronized void add(LongFunction<Mail> mail) {
		this.lastId++;
		this.newestFirst.addFirst(mail.apply(this.lastId));
		if (this.newestFirst.size() > CAPACITY) {
			this.newestFirst.removeLast();
		}
	}

	synchronized List<Mail> newestFirst() {
		return new ArrayList<>(this.newestFirst);
	}

	Optional<Mail> find(String id) {
		return newestFirst().stream().filter((mail) -> Long.toString(mail.id()).equals(id)).findFirst();
	}

	List<Mail> to(String address) {
		return newestFirst().stream().filter((mail) -> mail.to().equalsIgnoreCase(address)).toList();
	}

}
