"""The records that declarations make, for the type checker. Written by "make docs".

A condition is declared in ``sim.conditions``, a switch in ``sim.setting.theories.questions``, a
path of a scenario in ``sim.setting.scenarios.scenario``; what runs takes the fields from there, not
from here.
"""

from __future__ import annotations

from sim.state.kinds import Real, Record, Whole


class ConditionRecord(Record):
    """The conditions of a run."""

    needs_scale: Real
    size_scale: Real
    duration_scale: Real
    deadline_scale: Real
    crisis_size: Real
    crisis_length: Real
    common_shock: Real
    founding: Real
    founding_delay: Real
    success_feedback: Real
    shortage_police: Real
    shortage_defence: Real
    own_load_police: Real
    own_load_defence: Real
    nato_commitment: Real
    nato_release: Real
    load_spread_police: Real
    load_spread_defence: Real
    load_memory: Real
    reserve_neutral: Real
    reserve_response: Real
    least_useful_share: Real
    subsidiarity_margin: Real
    own_fit_min: Real
    own_task_weight: Real
    binding_agreements: Real
    withdrawal_hazard: Real
    crisis_withdrawal: Real
    return_probability: Real
    refill_time: Real
    recruit_competition: Real
    retention: Real
    quick_reaction_share: Real
    planning_lead_time: Real
    willingness_slope: Real
    willingness_threshold: Real
    willingness_shift_requester: Real
    willingness_shift_provider: Real
    procedure_deterrence: Real
    weight_commitment: Real
    weight_benefit: Real
    weight_dependence: Real
    weight_effect: Real
    weight_cost: Real
    weight_role: Real
    weight_understanding: Real
    weight_trust: Real
    equal_role: Real
    equal_role_weight: Real
    joint_goal: Real
    joint_goal_effect: Real
    saturation_gain: Real
    saturation_decay: Real
    training_match: Real
    core_task_reading: Real
    unit_cost: Real
    compensation: Real
    compensation_effect: Real
    understanding_start: Real
    understanding_gain: Real
    understanding_decay: Real
    contact_deployment: Real
    contact_exercise: Real
    contact_session: Real
    contact_meeting: Real
    contact_exchange: Real
    shared_values: Real
    shared_values_floor: Real
    liaison_cover: Real
    liaison_floor: Real
    exercise_rate: Real
    session_rate: Real
    meeting_rate: Real
    exchange_rate: Real
    exercise_load: Real
    session_load: Real
    meeting_load: Real
    exchange_load: Real
    exercise_persons: Real
    exercise_days: Real
    session_persons: Real
    session_days: Real
    exchange_days: Real
    sees_options: Real
    trust_start: Real
    trust_prior_weight: Real
    trust_memory: Real
    trust_asymmetry: Real
    historic_damage: Real
    trust_moderation: Real
    formality_effect: Real
    expertise_start: Real
    expertise_gain: Real
    misuse_effect: Real
    barrier_shift: Real
    agreements: Real
    agreements_effect: Real
    blocking: Real
    familiarity_start: Real
    familiarity_gain: Real
    familiarity_decay: Real
    desk_time_scale: Real
    transparency: Real
    transparency_effect: Real
    barrier_delay: Real
    urgency_speed: Real
    extra_officers: Real
    extra_pre_authorised: Real
    consultation: Real
    consultation_accuracy: Real
    ask_again: Real
    emergency_deadline: Real
    emergency_severity: Real
    top_priority: Real
    veto_level: Real
    veto_slope: Real
    veto_intercept: Real
    aversion_start: Real
    urgency: Real
    aversion_sensitivity: Real
    aversion_scale: Real
    aversion_recovery: Real
    explanation: Real
    explanation_effect: Real
    informal_tendency: Real
    informal_force_max: Real
    informal_size_max: Real
    informal_detection: Real
    informal_ban: Real
    seed_gain: Real
    sharing_limit: Real
    sharing_benefit: Real
    leak_rate: Real
    leak_damage: Real
    loss_understanding: Real
    loss_roles: Real
    loss_systems: Real
    systems_fit: Real
    loss_powers: Real
    loss_information: Real
    synergy: Real
    role_clarity: Real
    civil_training: Real
    pretext: Real
    dummy: Real
    luck: Real


class TheoryRecord(Record):
    """The answer to each open question, as a code, and the level they are run with."""

    gates: Whole
    trust: Whole
    formality: Whole
    procedure: Whole
    aversion: Whole
    clarity: Whole
    information: Whole
    informal: Whole
    definition: Whole
    drivers: Whole
    trust_level: Whole
    origin_requester: Real
    slope_requester: Real
    origin_provider: Real
    slope_provider: Real
    odds: Real


class DayRecord(Record):
    """The surroundings on a day."""

    urgency: Real
    aversion: Real
    own_load_police: Real
    own_load_defence: Real
    nato_commitment: Real
    shortage_police: Real
    shortage_defence: Real
    systems_fit: Real
    recruit_competition: Real
    success_feedback: Real
    crisis: Real
