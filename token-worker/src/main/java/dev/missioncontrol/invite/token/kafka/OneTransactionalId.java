package dev.missioncontrol.invite.token.kafka;

import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.TransactionIdSuffixStrategy;

/**
 * One transactional id per instance: there is one consumer thread, hence one producer at
 * a time. Whatever the last producer left open, before a fault or a restart, is fenced
 * and settled as soon as the next one opens; ids that count up would leave it to the
 * transaction timeout, and readers would wait that long.
 */
final class OneTransactionalId implements TransactionIdSuffixStrategy {

	@Override
	public String acquireSuffix(@Nullable String txIdPrefix) {
		return "0";
	}

	@Override
	public void releaseSuffix(@Nullable String txIdPrefix, @Nullable String suffix) {
		// Nothing to give back.
	}

}
