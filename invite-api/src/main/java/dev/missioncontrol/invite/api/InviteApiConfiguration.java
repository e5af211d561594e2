package dev.missioncontrol.invite.api;

import java.time.Clock;
import java.time.Duration;

import dev.missioncontrol.invite.api.caller.RoleOrder;
import dev.missioncontrol.invite.api.deadletter.DeadLetters;
import dev.missioncontrol.invite.api.deadletter.FindingDeadLetters;
import dev.missioncontrol.invite.api.deadletter.RecordingDeadLetters;
import dev.missioncontrol.invite.api.idempotency.IdempotencyStore;
import dev.missioncontrol.invite.api.invite.AppendingCommands;
import dev.missioncontrol.invite.api.invite.CommandLog;
import dev.missioncontrol.invite.api.invite.DuplicatePolicy;
import dev.missioncontrol.invite.api.invite.Duplicates;
import dev.missioncontrol.invite.api.invite.GenerationNumbers;
import dev.missioncontrol.invite.api.invite.NextGeneration;
import dev.missioncontrol.invite.api.invite.Patience;
import dev.missioncontrol.invite.api.invite.PendingInvites;
import dev.missioncontrol.invite.api.invite.RequestingInvite;
import dev.missioncontrol.invite.api.invite.ResendingInvite;
import dev.missioncontrol.invite.api.invite.RevokingInvite;
import dev.missioncontrol.invite.api.ledger.FindingInvite;
import dev.missioncontrol.invite.api.ledger.InviteLists;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.ListLimits;
import dev.missioncontrol.invite.api.ledger.ListingInvites;
import dev.missioncontrol.invite.api.ledger.LookingUpInvite;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.api.member.CheckingMembership;
import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.api.policy.ManagingPolicy;
import dev.missioncontrol.invite.api.policy.Policies;
import dev.missioncontrol.invite.api.policy.PolicyInForce;
import dev.missioncontrol.invite.api.problem.Refusals;
import dev.missioncontrol.invite.api.reconcile.Reconciling;
import dev.missioncontrol.invite.api.replay.FollowingReplays;
import dev.missioncontrol.invite.api.replay.OrderingReplay;
import dev.missioncontrol.invite.api.replay.ReplayJobs;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Wires the use cases.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ InviteSettings.class, ListSettings.class, ModeSettings.class, RoleSettings.class })
@EnableScheduling
class InviteApiConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	Mode mode(ModeSettings settings) {
		return new Mode(settings.readOnly());
	}

	/**
	 * Event loops of our own: the global ones go when any application of the JVM stops,
	 * and several can share one.
	 */
	@Bean
	ReactorResourceFactory reactorResourceFactory() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		// By then the server has finished what it had accepted.
		resources.setShutdownQuietPeriod(Duration.ZERO);
		return resources;
	}

	@Bean
	Refusals refusals(MeterRegistry meters) {
		return new Refusals(meters);
	}

	@Bean
	AppendingCommands appendingCommands(CommandLog log, IdempotencyStore keys, PendingInvites pending) {
		return new AppendingCommands(log, keys, pending);
	}

	@Bean
	RoleOrder roleOrder(RoleSettings settings) {
		return settings.order();
	}

	@Bean
	DuplicatePolicy duplicatePolicy(InviteSettings settings) {
		return settings.duplicates();
	}

	@Bean
	PolicyInForce policyInForce(InviteSettings settings, Policies policies) {
		return new PolicyInForce(settings.policy(), policies);
	}

	@Bean
	ManagingPolicy managingPolicy(InviteSettings settings, Policies policies) {
		return new ManagingPolicy(settings.policy(), policies);
	}

	@Bean
	NextGeneration nextGeneration(GenerationNumbers numbers, RoleOrder order, PolicyInForce policy, Clock clock) {
		return new NextGeneration(numbers, order, policy, clock);
	}

	@Bean
	Duplicates duplicates(PendingInvites pending, Ledger ledger, NextGeneration nextGeneration, Patience patience,
			Clock clock) {
		return new Duplicates(pending, ledger, nextGeneration, patience, clock);
	}

	@Bean
	RequestingInvite requestingInvite(PolicyInForce policy, RoleOrder order, CheckingMembership membership,
			Duplicates duplicates, AppendingCommands commands, Clock clock) {
		return new RequestingInvite(policy, order, membership, duplicates, commands, clock);
	}

	@Bean
	ResendingInvite resendingInvite(PolicyInForce policy, LookingUpInvite lookingUp, NextGeneration nextGeneration,
			Duplicates duplicates, AppendingCommands commands, Clock clock) {
		return new ResendingInvite(policy, lookingUp, nextGeneration, duplicates, commands, clock);
	}

	@Bean
	LookingUpInvite lookingUpInvite(Ledger ledger) {
		return new LookingUpInvite(ledger);
	}

	@Bean
	RevokingInvite revokingInvite(FindingInvite finding, AppendingCommands commands, Clock clock) {
		return new RevokingInvite(finding, commands, clock);
	}

	@Bean
	FindingInvite findingInvite(Ledger ledger, Clock clock) {
		return new FindingInvite(ledger, clock);
	}

	@Bean
	ListLimits listLimits(ListSettings settings) {
		return settings.limits();
	}

	@Bean
	ListingInvites listingInvites(InviteLists lists, Clock clock, ListLimits limits) {
		return new ListingInvites(lists, clock, limits);
	}

	@Bean
	RecordingDeadLetters recordingDeadLetters(DeadLetters letters, Ledger ledger) {
		return new RecordingDeadLetters(letters, ledger);
	}

	@Bean
	FindingDeadLetters findingDeadLetters(DeadLetters letters, Ledger ledger, Clock clock) {
		return new FindingDeadLetters(letters, ledger, clock);
	}

	@Bean
	OrderingReplay orderingReplay(ReplayJobs jobs, DeadLetters letters) {
		return new OrderingReplay(jobs, letters);
	}

	@Bean
	FollowingReplays followingReplays(ReplayJobs jobs) {
		return new FollowingReplays(jobs);
	}

	@Bean
	Projecting projecting(Ledger ledger) {
		return new Projecting(ledger);
	}

	@Bean
	Reconciling reconciling(Ledger ledger, Projecting projecting) {
		return new Reconciling(ledger, projecting);
	}

}
